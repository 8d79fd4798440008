// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an application has to carry to use a provider, and how long it starts. */
final class RunTime {
  private static final String API = "cache-api-";

  /** Files and bytes of everything that a provider needs at run time. */
  record Footprint(int files, long bytes) {}

  /** Medians from the start of the JVM to the first answer. */
  record Start(double wallMillis, double processorMillis) {}

  private RunTime() {}

  /** The standard's jar, the provider's, and what it depends on. */
  static Footprint footprint(Provider provider) {
    List<Path> jars = jars(provider);
    return new Footprint(jars.size(), jars.stream().mapToLong(RunTime::bytes).sum());
  }

  /** Starts of whole JVMs with nothing but the provider on the class path, providers in turns. */
  static List<Start> starts(List<Provider> providers, int runs) {
    List<List<ChildProcess.Answer>> answers = new ArrayList<>();
    providers.forEach(provider -> answers.add(new ArrayList<>()));
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < providers.size(); i++) {
        List<Path> path = new ArrayList<>(jars(providers.get(i)));
        path.add(ownClasses());
        answers.get(i).add(ChildProcess.ask(path, List.of(), FirstGet.class));
      }
    }
    return answers.stream().map(RunTime::median).toList();
  }

  private static Start median(List<ChildProcess.Answer> answers) {
    List<Double> wall = answers.stream().map(ChildProcess.Answer::wallMillis).sorted().toList();
    List<Double> processor =
        answers.stream().map(ChildProcess.Answer::processorMillis).sorted().toList();
    return new Start(wall.get(wall.size() / 2), processor.get(processor.size() / 2));
  }

  private static List<Path> jars(Provider provider) {
    return ChildProcess.classPath().stream()
        .filter(path -> !path.startsWith(ownClasses()))
        .filter(path -> belongsTo(provider, path))
        .toList();
  }

  private static boolean belongsTo(Provider provider, Path path) {
    String name = path.getFileName().toString();
    String full = path.toString().replace('\\', '/');
    return name.startsWith(API)
        || provider.jars().stream()
            .anyMatch(part -> part.contains("/") ? full.contains(part) : name.startsWith(part));
  }

  private static Path ownClasses() {
    try {
      return Path.of(RunTime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the benchmarks' own classes have no place", e);
    }
  }

  private static long bytes(Path jarOrFolder) {
    try (Stream<Path> files = Files.walk(jarOrFolder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("size of " + jarOrFolder, e);
    }
  }
}
