// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.awaitility.Awaitility.await;

import dev.larder.samples.dictionary.load.DictionaryLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application on a free port and a new folder, started and loaded once for all tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningDictionary {
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(5);

  @Autowired DictionaryLoad load;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry registry) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "dictionary-");
    registry.add("dictionary.folder", folder::toString);
  }

  @BeforeEach
  void wordsAreThere() {
    await().atMost(LOAD_LIMIT).until(() -> load.state().ready());
  }

  String address() {
    return "http://127.0.0.1:" + port + "/";
  }
}
