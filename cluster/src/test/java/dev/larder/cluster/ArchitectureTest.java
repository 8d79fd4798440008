// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster;

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

/** What every type and file of the cluster keeps to. */
class ArchitectureTest {
  private static final JavaClasses MODULE = mainClassesOf("dev.larder.cluster");

  @Test
  void module_importsOnlyItselfTheEngineTheJdkAndJspecify() {
    onlyDependOn("dev.larder.cluster..", "dev.larder.engine..", "java..", "org.jspecify..")
        .check(MODULE);
  }

  @Test
  void clocks_areNotRead() {
    noClock().check(MODULE);
  }

  @Test
  void module_startsNoThread() {
    noThreads().check(MODULE);
  }

  @Test
  void packages_haveNoCycles() {
    noCycles("dev.larder.cluster").check(MODULE);
  }

  @Test
  void names_sayWhatAThingIs() {
    namesThatSayWhatAThingIs().check(MODULE);
  }

  @Test
  void mainSources_keepTheRules() throws IOException {
    assertThat(SourceRules.violationsIn(Path.of("src/main/java"))).isEmpty();
  }
}
