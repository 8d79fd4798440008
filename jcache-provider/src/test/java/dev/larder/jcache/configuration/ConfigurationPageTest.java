// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about configuration names every key there is, and no other. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\s*(larder\\.[^=\\s]+)\\s*=\\s*(.*)$");

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    Arrays.stream(CacheSetting.values()).map(CacheSetting::key).forEach(keys::add);
    return keys;
  }

  @Test
  void tables_always_haveOneRowForEachSetting() throws IOException {
    Set<String> described = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      assertThat(described.add(row.group(1))).as(row.group(1)).isTrue();
    }

    assertThat(described).isEqualTo(keys());
  }

  @Test
  void page_always_namesTheKeysOfTheManager() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("`" + ManagerSettings.URI_KEY + "`")
        .contains("LARDER_URI");
  }

  @Test
  void examples_everyOne_isAccepted() throws IOException {
    Matcher example = PROPERTY.matcher(Files.readString(PAGE));
    Set<String> shown = new TreeSet<>();
    while (example.find()) {
      String key = example.group(1);
      Properties one = new Properties();
      one.setProperty(key, example.group(2).trim());
      ManagerSettings settings =
          ManagerSettings.read(ConfigurationPageTest.class.getClassLoader(), null, one);
      if (key.equals(ManagerSettings.URI_KEY)) {
        assertThat(settings.uri()).isPresent();
      } else {
        String setting = key.substring(key.lastIndexOf('.') + 1);
        shown.add(setting);
        String name = key.substring("larder.caches.".length(), key.lastIndexOf('.'));
        LarderConfiguration<Object, Object> made =
            settings.configure(name.replace('*', 'x'), new LarderConfiguration<>());
        boolean unchanged = made.equals(new LarderConfiguration<>()) && !made.isManagementEnabled();
        assertThat(unchanged).as(key).isEqualTo(setting.equals(CacheSetting.CREATE.key()));
      }
    }

    assertThat(shown).isEqualTo(keys());
  }
}
