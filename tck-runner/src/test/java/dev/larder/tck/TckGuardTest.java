// SPDX-License-Identifier: Apache-2.0

package dev.larder.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import javax.cache.annotation.BeanProvider;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;

/**
 * Proof that the TCK ran whole. The TCK reports an excluded test as passed, and all tests of the
 * annotations too when nothing intercepts its beans; a wrong pattern in the pom would run none.
 */
class TckGuardTest {
  private static final Path REPORTS = Path.of(System.getProperty("tck.reports", "target/tck"));
  private static final int LOCAL_TESTS = 479;
  private static final int ANNOTATION_TESTS = 12;

  @Test
  void localRun_ranEveryTest() throws IOException {
    TckRun run = TckRun.readFrom(REPORTS.resolve("local"));

    assertThat(run.tests())
        .as(
            "tests of the TCK in %s/local. Run the whole module without -Dtest; if the count still"
                + " differs, look at dependenciesToScan and excludes in tck-runner/pom.xml",
            REPORTS)
        .isEqualTo(LOCAL_TESTS);
    assertThat(run.skipped()).as("skipped tests of the TCK in %s/local", REPORTS).isZero();
  }

  @Test
  void localRun_excludedOnlyTheTestThatAsksForIt() throws IOException {
    TckRun run = TckRun.readFrom(REPORTS.resolve("local"));

    assertThat(run.excluded())
        .as(
            "lines \"EXCLUDING TEST\" in %s/local/*-output.txt. More than one: take all lines but"
                + " CachingTest#dummyTest out of src/test/resources/ExcludeList, and support every"
                + " optional feature. None: redirectTestOutputToFile must stay on in"
                + " tck-runner/pom.xml, or this guard sees nothing",
            REPORTS)
        .isEqualTo(1);
  }

  @Test
  void annotationRun_ranEveryTestAndExcludedNone() throws IOException {
    TckRun run = TckRun.readFrom(REPORTS.resolve("annotations"));

    assertThat(run)
        .as(
            "the TCK's tests of annotations in %s/annotations. Excluded tests mean that the bean"
                + " provider did not load; other counts that -Dtest or the includes in"
                + " tck-runner/pom.xml hide some",
            REPORTS)
        .isEqualTo(new TckRun(ANNOTATION_TESTS, 0, 0));
  }

  @Test
  void annotationRun_beansAreIntercepted() {
    BeanProvider beans =
        ServiceLoader.load(BeanProvider.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "no BeanProvider is registered: name SpringBeanProvider in"
                            + " tck-runner/src/test/resources/META-INF/services/"
                            + BeanProvider.class.getName()));

    Object bean = beans.getBeanByType(ClassLevelCacheConfigBlogManagerImpl.class);

    assertThat(AopUtils.isAopProxy(bean)).as("Spring intercepts the TCK's beans").isTrue();
  }
}
