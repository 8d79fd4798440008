// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

/** What every type and file of the Hibernate module keeps to. */
class ArchitectureTest {
  private static final JavaClasses MODULE = mainClassesOf("dev.larder.hibernate");

  @Test
  void module_importsOnlyLarderHibernateTheJdkTheStandardAndJspecify() {
    onlyDependOn(
            "dev.larder.hibernate..",
            "dev.larder.jcache..",
            "dev.larder.engine..",
            "jakarta.transaction..", // which Hibernate brings
            "java..",
            "javax.cache..",
            "javax.management..",
            "org.hibernate..",
            "org.jspecify..")
        .check(MODULE);
  }

  @Test
  void hibernate_isExtendedNowhereButInTheRegionFactory() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate.cache.spi.support..")
        .check(MODULE);
  }

  @Test
  void links_knowNothingOfHibernate() {
    noClasses()
        .that()
        .resideInAPackage("dev.larder.hibernate.link..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate..")
        .check(MODULE);
  }

  @Test
  void clocks_areReadInTheEngineOnly() {
    noClock().check(MODULE);
  }

  @Test
  void packages_haveNoCycles() {
    noCycles("dev.larder").check(MODULE);
  }

  @Test
  void names_sayWhatAThingIs() {
    namesThatSayWhatAThingIs("Managers").check(MODULE);
  }

  @Test
  void mainSources_keepTheRules() throws IOException {
    assertThat(SourceRules.violationsIn(Path.of("src/main/java"))).isEmpty();
  }
}
