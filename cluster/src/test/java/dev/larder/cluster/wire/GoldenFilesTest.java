// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What frames of each version look like, kept in {@code golden/v1.txt} and so on. {@code
 * -Dgolden.write=true} adds the lines that the present version lacks; lines that are there stay.
 */
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/larder/cluster/wire/golden");
  private static final String TABLE = "AssignmentTable";
  private static final HexFormat HEX = HexFormat.of();

  private static final String ADVICE =
      "%s: its encoding is not the one of golden/v%d.txt any more. Nodes that speak that version"
          + " are still to be understood, so lines of a released version never change: append the"
          + " field instead of changing one (Fields.appended), raise Frame.VERSION and run this"
          + " test with -Dgolden.write=true, which makes the file of the new version. If version"
          + " %<d was never released, delete the line and do the latter alone.";

  /** One line of a file. */
  record Golden(String name, String says, String hex) {
    static Golden of(String name, Object content) {
      return new Golden(name, content.toString(), HEX.formatHex(encode(content)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What the present version has to have in its file: each record once, and the table. */
  static Stream<Golden> goldens() {
    Samples samples = new Samples(0);
    List<Assignment> assignments =
        List.of(samples.of(Assignment.class), samples.of(Assignment.class));
    AssignmentTable table = new AssignmentTable(samples.of(UUID.class), assignments);
    return Stream.concat(
        WireTypes.members().map(GoldenFilesTest::goldenOf), Stream.of(Golden.of(TABLE, table)));
  }

  static Stream<Integer> versions() {
    return IntStream.rangeClosed(1, Frame.VERSION).boxed();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyRecord_isInTheFileOfThePresentVersion(Golden wanted) throws IOException {
    Map<String, Golden> known = read(Frame.VERSION);
    if (Boolean.getBoolean("golden.write") && !known.containsKey(wanted.name())) {
      write(known, wanted);
    }

    assertThat(read(Frame.VERSION).keySet())
        .as(
            "%s is new: run this test with -Dgolden.write=true to add its line to golden/v%d.txt",
            wanted, Frame.VERSION)
        .contains(wanted.name());
  }

  @Test
  void presentVersion_readsAndWritesWhatItsFileSays() throws IOException {
    for (Golden golden : read(Frame.VERSION).values()) {
      Object read = decode(golden, Frame.VERSION);

      assertThat(read.toString()).as(ADVICE, golden.name(), Frame.VERSION).isEqualTo(golden.says());
      assertThat(HEX.formatHex(encode(read)))
          .as(ADVICE, golden.name(), Frame.VERSION)
          .isEqualTo(golden.hex());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersion_isStillUnderstood(int version) throws IOException {
    Map<String, Golden> all = read(version);

    assertThat(all).isNotEmpty();
    all.values().forEach(golden -> assertThat(decode(golden, version)).isNotNull());
  }

  private static Object decode(Golden golden, int version) {
    byte[] frame = HEX.parseHex(golden.hex());
    try {
      return golden.name().equals(TABLE)
          ? TableCodec.decode(Payload.of(frame))
          : MessageCodec.decode(frame);
    } catch (WireException refused) {
      return fail(String.format(ADVICE, golden.name(), version), refused);
    }
  }

  private static byte[] encode(Object content) {
    if (content instanceof AssignmentTable table) {
      return TableCodec.encode(table).bytes();
    }
    Envelope envelope = (Envelope) content;
    return MessageCodec.encode(envelope.from(), envelope.to(), envelope.message());
  }

  private static Golden goldenOf(WireTypes.Member member) {
    Samples samples = new Samples(member.name().hashCode());
    return Golden.of(
        member.name(), new Envelope(samples.process(), samples.process(), member.message(samples)));
  }

  private static Map<String, Golden> read(int version) throws IOException {
    Map<String, Golden> all = new LinkedHashMap<>();
    Path file = file(version);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (int at = 1; at + 1 < lines.size(); at += 3) { // a blank line, a comment, the frame
      String[] parts = lines.get(at + 1).split(" = ", 2);
      all.put(parts[0], new Golden(parts[0], lines.get(at).substring(2), parts[1]));
    }
    return all;
  }

  private static void write(Map<String, Golden> known, Golden more) throws IOException {
    List<String> lines = new ArrayList<>();
    known.put(more.name(), more);
    for (Golden golden : known.values()) {
      lines.add("");
      lines.add("# " + golden.says());
      lines.add(golden.name() + " = " + golden.hex());
    }
    Files.createDirectories(FOLDER);
    Files.write(file(Frame.VERSION), lines);
  }

  private static Path file(int version) {
    return FOLDER.resolve("v" + version + ".txt");
  }
}
