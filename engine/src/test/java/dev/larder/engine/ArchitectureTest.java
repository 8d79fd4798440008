// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine;

import static dev.larder.engine.architecture.ArchitectureRules.mainClassesOf;
import static dev.larder.engine.architecture.ArchitectureRules.namesThatSayWhatAThingIs;
import static dev.larder.engine.architecture.ArchitectureRules.noClock;
import static dev.larder.engine.architecture.ArchitectureRules.noCycles;
import static dev.larder.engine.architecture.ArchitectureRules.noThreads;
import static dev.larder.engine.architecture.ArchitectureRules.onlyDependOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.larder.engine.architecture.SourceRules;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every type and file of the engine keeps to. */
class ArchitectureTest {
  private static final JavaClasses ENGINE = mainClassesOf("dev.larder.engine");

  @Test
  void engine_importsOnlyItselfTheJdkAndJspecify() {
    onlyDependOn("dev.larder.engine..", "java..", "org.jspecify..").check(ENGINE);
  }

  @Test
  void clocks_areReadInOnePackage() {
    noClock().check(ENGINE);
  }

  @Test
  void engine_startsNoThread() {
    noThreads().check(ENGINE);
  }

  @Test
  void packages_haveNoCycles() {
    noCycles("dev.larder.engine").check(ENGINE);
  }

  @Test
  void names_sayWhatAThingIs() {
    namesThatSayWhatAThingIs().check(ENGINE);
  }

  @Test
  void mainSources_keepTheRules() throws IOException {
    assertThat(SourceRules.violationsIn(Path.of("src/main/java"))).isEmpty();
  }
}
