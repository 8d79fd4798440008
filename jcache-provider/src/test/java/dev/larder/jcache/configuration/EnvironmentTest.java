// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.jcache.spi.LarderCachingProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says, seen from a JVM of its own: a JVM cannot change what it was given. */
class EnvironmentTest {

  /** What runs in that JVM: says which URI a manager has, and who decided. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) {
      ClassLoader loader = Child.class.getClassLoader();
      try (LarderCachingProvider provider = new LarderCachingProvider()) {
        System.out.print(provider.getCacheManager().getURI());
        System.out.print(" by " + ManagerSettings.read(loader, null, new Properties()).uriPlace());
      } catch (CacheException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  private static String uriUnder(Map<String, String> environment, String classPath, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp", classPath));
    command.addAll(List.of(more));
    command.add(Child.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process jvm = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  @Test
  void larderUri_inTheEnvironment_namesTheDefaultUriAndNothingElseDoes() throws IOException {
    assertThat(
            uriUnder(
                Map.of(
                    "LARDER_URI", "larder:local/shop", "LARDER_CACHES_BOOKS_MAXIMUM_SIZE", "none"),
                classPath()))
        .isEqualTo("larder:local/shop by environment LARDER_URI");
  }

  @Test
  void larderUri_inTheEnvironment_countsAfterTheSystemPropertyAndBeforeTheFile(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("larder.properties"), "larder.uri = larder:local/file\n");
    String withFile = folder + System.getProperty("path.separator") + classPath();
    Map<String, String> environment = Map.of("LARDER_URI", "larder:local/environment");

    assertThat(uriUnder(environment, withFile))
        .isEqualTo("larder:local/environment by environment LARDER_URI");
    assertThat(uriUnder(environment, withFile, "-Dlarder.uri=larder:local/property"))
        .isEqualTo("larder:local/property by system property");
  }

  @Test
  void larderUri_impossible_isRefusedByItsName() throws IOException {
    assertThat(uriUnder(Map.of("LARDER_URI", "not a URI"), classPath()))
        .startsWith("larder.uri from environment LARDER_URI is \"not a URI\"")
        .contains("use a URI such as larder:local");
  }
}
