// SPDX-License-Identifier: Apache-2.0

package dev.larder.tck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What one run of the TCK says it did, read from the reports it left. */
record TckRun(int tests, int skipped, long excluded) {
  private static final String EXCLUSION = "EXCLUDING TEST";

  /** Reads a folder of Surefire reports; an absent folder is a run of nothing. */
  static TckRun readFrom(Path reports) throws IOException {
    if (!Files.isDirectory(reports)) {
      return new TckRun(0, 0, 0);
    }
    List<Element> suites = filesIn(reports, "TEST-", ".xml").stream().map(TckRun::suiteIn).toList();
    long excluded =
        filesIn(reports, "", "-output.txt").stream().mapToLong(TckRun::exclusionsIn).sum();
    return new TckRun(sum(suites, "tests"), sum(suites, "skipped"), excluded);
  }

  private static List<Path> filesIn(Path folder, String start, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .filter(file -> file.getFileName().toString().endsWith(end))
          .toList();
    }
  }

  private static int sum(List<Element> suites, String attribute) {
    return suites.stream().mapToInt(suite -> Integer.parseInt(suite.getAttribute(attribute))).sum();
  }

  private static Element suiteIn(Path report) {
    File file = report.toFile();
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file)
          .getDocumentElement();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (ParserConfigurationException | SAXException malformed) {
      throw new IllegalStateException(report + " is not a Surefire report", malformed);
    }
  }

  private static long exclusionsIn(Path output) {
    try (Stream<String> lines = Files.lines(output)) {
      return lines.filter(line -> line.contains(EXCLUSION)).count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
