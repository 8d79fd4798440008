// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.uses.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The doors that the page uses, asked without a page. Any thread may use one. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Client(String address) {
    this.address = address;
  }

  /** A status with what came with it. */
  record Answer(int status, JsonNode body) {}

  Answer lookUp(String word, Mode mode) {
    return send(request("look-up?word=" + encoded(word) + "&cache=" + mode));
  }

  Answer tag(String name, Mode mode) {
    return send(request("tag?name=" + encoded(name) + "&cache=" + mode));
  }

  Answer save(int synset, int version, String text, List<String> examples, List<String> tags) {
    String wish =
        JSON.writeValueAsString(
            Map.of("version", version, "text", text, "examples", examples, "tags", tags));
    return send(
        request("line?synset=" + synset)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(wish)));
  }

  Answer rename(String name, int version, String to) {
    String query = "tag?name=" + encoded(name) + "&version=" + version + "&to=" + encoded(to);
    return send(request(query).PUT(BodyPublishers.noBody()));
  }

  /** The line of a meaning in an answer to a look-up; untouched if it is not listed. */
  static Line line(Answer answer, int synset) {
    for (JsonNode line : answer.body().get("lines")) {
      if (line.get("synset").asInt() == synset) {
        return JSON.treeToValue(line, Line.class);
      }
    }
    return new Line(synset, Line.UNTOUCHED, "", List.of(), List.of());
  }

  /** The statements that the database ran for a look-up. */
  static int statements(Answer answer) {
    return answer
        .body()
        .get("steps")
        .valueStream()
        .mapToInt(step -> step.get("statements").asInt())
        .sum();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "api/" + path));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String body = answer.body().isEmpty() ? "{}" : answer.body();
      return new Answer(answer.statusCode(), JSON.readTree(body));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("stopped while it waited for an answer", stopped);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
