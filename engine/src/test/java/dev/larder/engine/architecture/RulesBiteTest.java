// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.larder.engine.architecture.knot.left.Left;
import dev.larder.engine.architecture.knot.right.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proof that each rule fails for a type or file that breaks it, and only then. */
class RulesBiteTest {
  private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n\n";
  private static final String PACKAGE_INFO = LICENCE + "@NullMarked\npackage sample;\n";

  @TempDir private Path sources;

  @ParameterizedTest
  @ValueSource(classes = {MillisReader.class, NanosReader.class, NowReader.class, DateReader.class})
  void noClock_readerOfAClock_isRefused(Class<?> reader) {
    assertRefused(ArchitectureRules.noClock(), reader);
  }

  @Test
  void noClock_dateFromMillis_isAllowed() {
    ArchitectureRules.noClock().check(imported(DateMaker.class));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {ThreadStarter.class, OwnThread.class, PoolStarter.class, PoolBorrower.class})
  void noThreads_starterOfAThread_isRefused(Class<?> starter) {
    assertRefused(ArchitectureRules.noThreads(), starter);
  }

  @Test
  void noThreads_askingForTheCurrentThread_isAllowed() {
    ArchitectureRules.noThreads().check(imported(CurrentThreadReader.class));
  }

  @Test
  void onlyDependOn_foreignImport_isRefused() {
    assertRefused(ArchitectureRules.onlyDependOn("dev.larder.engine..", "java.."), Foreigner.class);
  }

  @Test
  void noCycles_packagesThatNeedEachOther_areRefused() {
    assertRefused(
        ArchitectureRules.noCycles("dev.larder.engine.architecture.knot"), Left.class, Right.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        EntryManager.class,
        EntryHelper.class,
        EntryUtil.class,
        EntryUtils.class,
        EntryImpl.class,
        EntryInfo.class
      })
  void names_emptyWordAtTheEnd_isRefused(Class<?> named) {
    assertRefused(ArchitectureRules.namesThatSayWhatAThingIs(), named);
  }

  @Test
  void names_nameOfAStandard_isAllowed() {
    ArchRule rule = ArchitectureRules.namesThatSayWhatAThingIs("EntryManager");

    rule.check(imported(EntryManager.class, Left.class));
    assertRefused(rule, EntryHelper.class);
  }

  @Test
  void sources_wellMadeFile_passes() throws IOException {
    write("package-info.java", PACKAGE_INFO);
    write("Fine.java", LICENCE + lines(498));
    write("Wide.java", LICENCE + "// Style: better whole\n" + lines(797));

    assertThat(SourceRules.violationsIn(sources)).isEmpty();
  }

  @Test
  void sources_longFile_isNamedWithItsLimit() throws IOException {
    write("package-info.java", PACKAGE_INFO);
    write("Long.java", LICENCE + lines(499));
    write("Longer.java", LICENCE + "// Style: better whole\n" + lines(798));

    assertThat(SourceRules.violationsIn(sources))
        .containsExactly(
            "Long.java: 501 lines; at most 500 are allowed",
            "Longer.java: 801 lines; at most 800 are allowed");
  }

  @Test
  void sources_fileWithoutLicence_isNamed() throws IOException {
    write("package-info.java", PACKAGE_INFO);
    write("Bare.java", "package sample;\n");

    assertThat(SourceRules.violationsIn(sources))
        .containsExactly(
            "Bare.java: does not start with \"// SPDX-License-Identifier: Apache-2.0\"");
  }

  @Test
  void sources_packageWithoutNullMark_isNamed() throws IOException {
    write("package-info.java", LICENCE + "package sample;\n");

    assertThat(SourceRules.violationsIn(sources))
        .containsExactly(
            "package-info.java: its package has no package-info.java with @NullMarked");
  }

  private static void assertRefused(ArchRule rule, Class<?>... offenders) {
    assertThatThrownBy(() -> rule.check(imported(offenders))).isInstanceOf(AssertionError.class);
  }

  private static JavaClasses imported(Class<?>... types) {
    return new ClassFileImporter().importClasses(types);
  }

  private static String lines(int count) {
    return String.join("\n", Collections.nCopies(count, "//")) + "\n";
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(sources.resolve(name), content);
  }

  /** Breaks the rule about clocks. */
  record MillisReader() {
    long read() {
      return System.currentTimeMillis();
    }
  }

  /** Breaks the rule about clocks. */
  record NanosReader() {
    long read() {
      return System.nanoTime();
    }
  }

  /** Breaks the rule about clocks. */
  record NowReader() {
    List<Object> read() {
      return List.of(Instant.now(), LocalDate.now(ZoneOffset.UTC));
    }
  }

  /** Breaks the rule about clocks. */
  record DateReader() {
    @SuppressWarnings("JavaUtilDate")
    Date read() {
      return new Date();
    }
  }

  /** Keeps the rule about clocks. */
  record DateMaker() {
    @SuppressWarnings("JavaUtilDate")
    Date read() {
      return new Date(1L);
    }
  }

  /** Breaks the rule about threads. */
  record ThreadStarter() {
    void start(Runnable task) {
      new Thread(task).start();
    }
  }

  /** Breaks the rule about threads. */
  static final class OwnThread extends Thread {}

  /** Breaks the rule about threads. */
  record PoolStarter() {
    ExecutorService start() {
      return Executors.newSingleThreadExecutor();
    }
  }

  /** Breaks the rule about threads. */
  record PoolBorrower() {
    CompletableFuture<Void> start(Runnable task) {
      return CompletableFuture.runAsync(task);
    }
  }

  /** Keeps the rule about threads. */
  record CurrentThreadReader() {
    Thread read() {
      return Thread.currentThread();
    }
  }

  /** Breaks the rule about imports. */
  record Foreigner() {
    Class<?> foreign() {
      return Assertions.class;
    }
  }

  /** Breaks the rule about names. */
  record EntryManager() {}

  /** Breaks the rule about names. */
  record EntryHelper() {}

  /** Breaks the rule about names. */
  record EntryUtil() {}

  /** Breaks the rule about names. */
  record EntryUtils() {}

  /** Breaks the rule about names. */
  record EntryImpl() {}

  /** Breaks the rule about names. */
  record EntryInfo() {}
}
