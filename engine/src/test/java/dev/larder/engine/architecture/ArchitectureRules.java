// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Rules about packages and types that every module of Larder keeps. */
public final class ArchitectureRules {
  /** The only package that may ask what time it is. */
  public static final String HOME_OF_CLOCKS = "dev.larder.engine.time";

  private static final String FORBIDDEN_ENDINGS = ".*(Manager|Helper|Utils?|Impl|Info)";

  private ArchitectureRules() {}

  /** The compiled main classes below a package. */
  public static JavaClasses mainClassesOf(String rootPackage) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(new ImportOption.DoNotIncludeJars())
        .importPackages(rootPackage);
  }

  /** Types depend on nothing outside these packages. */
  public static ArchRule onlyDependOn(String... packages) {
    return classes().should().onlyDependOnClassesThat().resideInAnyPackage(packages);
  }

  /** Time comes in as a variable; only its home reads a clock. */
  public static ArchRule noClock() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(HOME_OF_CLOCKS)
        .should()
        .callCodeUnitWhere(
            target(owner(assignableTo(System.class)))
                .and(target(nameMatching("currentTimeMillis|nanoTime")))
                .or(target(owner(assignableTo(Temporal.class))).and(target(name("now"))))
                .or(target(owner(assignableTo(Clock.class))))
                .or(target(owner(assignableTo(Instant.class))).and(target(name("now"))))
                .or(target(owner(assignableTo(Date.class))).and(newWithoutArguments())))
        .as("only " + HOME_OF_CLOCKS + " reads a clock")
        .allowEmptyShould(false);
  }

  /** Threads belong to whoever opens a store: no code here makes or borrows one. */
  public static ArchRule noThreads() {
    return noClasses()
        .should()
        .beAssignableTo(Thread.class)
        .orShould()
        .callCodeUnitWhere(
            target(owner(assignableTo(Thread.class)))
                .and(target(nameMatching("<init>|start|ofVirtual|ofPlatform|startVirtualThread")))
                .or(target(owner(assignableTo(Executors.class))))
                .or(target(owner(assignableTo(Executor.class))).and(target(name("<init>"))))
                .or(target(owner(assignableTo(Timer.class))))
                .or(
                    target(owner(assignableTo(CompletableFuture.class)))
                        .and(target(nameMatching(".*Async|orTimeout|completeOnTimeout")))))
        .as("no thread is started here");
  }

  /** Packages below a root need one another in one direction only. */
  public static ArchRule noCycles(String rootPackage) {
    return slices().matching(rootPackage + ".(**)").should().beFreeOfCycles();
  }

  /** Names say what a thing is; the exception is a name that a standard gives. */
  public static ArchRule namesThatSayWhatAThingIs(String... namesOfStandards) {
    return noClasses()
        .that()
        .doNotHaveSimpleName(String.join("|", namesOfStandards))
        .should()
        .haveNameMatching(FORBIDDEN_ENDINGS);
  }

  private static DescribedPredicate<JavaCall<?>> target(
      DescribedPredicate<? super CodeUnitCallTarget> predicate) {
    return JavaCall.Predicates.target(predicate);
  }

  private static DescribedPredicate<JavaCall<?>> newWithoutArguments() {
    return DescribedPredicate.describe(
        "constructor without arguments",
        call ->
            call.getTarget().getName().equals("<init>")
                && call.getTarget().getRawParameterTypes().isEmpty());
  }
}
