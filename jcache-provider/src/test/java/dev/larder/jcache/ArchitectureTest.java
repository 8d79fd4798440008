// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static dev.larder.engine.architecture.ArchitectureRules.mainClassesOf;
import static dev.larder.engine.architecture.ArchitectureRules.namesThatSayWhatAThingIs;
import static dev.larder.engine.architecture.ArchitectureRules.noClock;
import static dev.larder.engine.architecture.ArchitectureRules.noCycles;
import static dev.larder.engine.architecture.ArchitectureRules.onlyDependOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.larder.engine.architecture.SourceRules;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What every type and file of the provider keeps to; {@code RulesBiteTest} proves the rules. */
class ArchitectureTest {
  private static final JavaClasses PROVIDER = mainClassesOf("dev.larder.jcache");

  @Test
  void provider_importsOnlyLarderTheJdkTheStandardAndJspecify() {
    onlyDependOn(
            "dev.larder.jcache..",
            "dev.larder.engine..",
            "java..",
            "javax.cache..",
            "javax.management..",
            "org.jspecify..")
        .check(PROVIDER);
  }

  @Test
  void clocks_areReadInTheEngineOnly() {
    noClock().check(PROVIDER);
  }

  @Test
  void packages_haveNoCycles() {
    noCycles("dev.larder").check(PROVIDER);
  }

  @Test
  void names_sayWhatAThingIs() {
    namesThatSayWhatAThingIs("LarderCacheManager").check(PROVIDER);
  }

  @Test
  void mainSources_keepTheRules() throws IOException {
    assertThat(SourceRules.violationsIn(Path.of("src/main/java"))).isEmpty();
  }
}
