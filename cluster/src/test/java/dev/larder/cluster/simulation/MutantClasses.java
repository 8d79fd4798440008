// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The cluster's classes and the simulator's once more, with one rule broken: the sources that a
 * mutant names are compiled as it wants them, everything else is as it was built. So no switch that
 * breaks a rule is in the code that ships.
 */
final class MutantClasses extends ClassLoader {
  private static final String PACKAGE = "dev.larder.cluster.";
  private static final Path SOURCES = Path.of("src/main/java/dev/larder/cluster");

  private final Map<String, byte[]> mutated = new HashMap<>();

  MutantClasses(Mutant mutant) throws IOException {
    super(MutantClasses.class.getClassLoader());
    compile(mutant);
  }

  private void compile(Mutant mutant) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("mutants need a JDK; this is a Java without compiler");
    }
    List<JavaFileObject> sources = new ArrayList<>();
    for (Map.Entry<String, String> source : sources(mutant).entrySet()) {
      sources.add(new Source(source.getKey(), source.getValue()));
    }
    StringWriter complaints = new StringWriter();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  new InMemory(files),
                  null,
                  List.of("-classpath", path, "-proc:none", "--release", "17", "-nowarn"),
                  null,
                  sources)
              .call();
      if (!compiled) {
        throw new IllegalStateException(
            "mutant " + mutant.name() + " does not compile:\n" + complaints);
      }
    }
  }

  private static Map<String, String> sources(Mutant mutant) throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (Mutant.Edit edit : mutant.edits()) {
      String text = sources.get(edit.file());
      if (text == null) {
        text = Files.readString(SOURCES.resolve(edit.file() + ".java"));
      }
      sources.put(edit.file(), edited(mutant, edit, text));
    }
    return sources;
  }

  private static String edited(Mutant mutant, Mutant.Edit edit, String text) {
    Pattern from =
        Pattern.compile(
            Stream.of(edit.from().trim().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    long places = from.matcher(text).results().count();
    if (places != 1) {
      throw new IllegalStateException(
          "mutant %s: what it breaks stands %d times in %s, not once: %s"
              .formatted(mutant.name(), places, edit.file(), edit.from()));
    }
    return from.matcher(text).replaceFirst(Matcher.quoteReplacement(edit.to()));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defined(name) : loaded;
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    byte[] bytes = mutated.get(name);
    if (bytes == null) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** A source as a mutant wants it. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("mutant:///dev/larder/cluster/" + file + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler makes. */
  private final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    InMemory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling)
        throws IOException {
      if (location != StandardLocation.CLASS_OUTPUT) {
        return super.getJavaFileForOutput(location, className, kind, sibling);
      }
      return new SimpleJavaFileObject(URI.create("mutant:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              mutated.put(className, toByteArray());
            }
          };
        }
      };
    }
  }
}
