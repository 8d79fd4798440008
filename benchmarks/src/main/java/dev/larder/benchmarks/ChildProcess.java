// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A measurement in a JVM of its own, which prints one line and ends when its input does. */
final class ChildProcess {
  /** What a child said, and what it had cost by then. */
  record Answer(String line, double wallMillis, double processorMillis) {}

  private ChildProcess() {}

  /** The class path of this JVM. */
  static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /** Runs a main class and returns its first line, measured from the start of the process. */
  static Answer ask(
      List<Path> classPath, List<String> jvmArguments, Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-classpath");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(mainClass.getName());
    command.addAll(List.of(arguments));
    try {
      return run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(mainClass.getSimpleName() + " in its own JVM", e);
    }
  }

  private static Answer run(List<String> command) throws IOException {
    Path complaints = Files.createTempFile("larder-benchmarks", ".txt");
    long startNanos = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      double wallMillis = (System.nanoTime() - startNanos) / 1e6;
      Duration processor = process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
      process.getOutputStream().close();
      if (line == null) {
        throw new IOException("no answer, but: " + Files.readString(complaints));
      }
      return new Answer(line, wallMillis, processor.toNanos() / 1e6);
    } finally {
      process.destroy();
      Files.delete(complaints);
    }
  }

  /** The child's side: says the line and waits until it has been read. */
  static void answer(String line) throws IOException {
    System.out.println(line);
    System.out.flush();
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
