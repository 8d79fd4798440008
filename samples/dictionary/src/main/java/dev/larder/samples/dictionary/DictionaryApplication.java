// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import dev.larder.samples.dictionary.database.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the dictionary: {@code java -jar larder-dictionary.jar [--dictionary.folder=DIR]}. */
@SpringBootApplication
public class DictionaryApplication {
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_FOLDER_TAKEN = 3;

  /** Starts on the first free port from 8080, unless {@code --server.port} names one. */
  public static void main(String[] arguments) throws IOException {
    var application = new SpringApplication(DictionaryApplication.class);
    application.setDefaultProperties(Map.of("server.port", FreePort.from(8080)));
    try {
      application.run(arguments);
    } catch (RuntimeException failure) {
      System.exit(report(failure, System.err));
    }
  }

  private static int report(RuntimeException failure, PrintStream out) throws IOException {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof DataFolder.Taken taken) {
      Path folder = taken.folder();
      String where = DataFolder.announcedAddress(folder).map(at -> " at " + at).orElse("");
      out.println(
          "A dictionary already runs on " + folder + where + ": use that one, or stop it first.");
      return EXIT_FOLDER_TAKEN;
    }
    out.println("The dictionary did not start: " + root.getMessage());
    return EXIT_FAILED;
  }
}
