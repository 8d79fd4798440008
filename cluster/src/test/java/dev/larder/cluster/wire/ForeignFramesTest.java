// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.cluster.message.CallerMessage.Answer;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.PartitionMessage.Confirmed;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.register.Cell;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.AssignmentTable;
import dev.larder.cluster.topology.Nonce;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.FillAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of newer, older and broken senders. */
class ForeignFramesTest {
  private static final ProcessId FROM = new ProcessId("left", new UUID(1, 2));
  private static final ProcessId TO = new ProcessId("right", new UUID(3, 4));
  private static final ProcessId OTHER = new ProcessId("other", new UUID(5, 6));
  private static final Confirmed CONFIRMED = new Confirmed(7, 8, 9);

  /** As a record was. */
  private record Old(long first, ProcessId second) {}

  /** As it is now. */
  private record New(long first, ProcessId second, String third, ProcessId fourth) {}

  private static final Frame<Old> OLD =
      frame(f -> new Old(f.number(Old::first), f.of(Old::second, TopologyShapes.PROCESS)));

  private static final Frame<New> NEW =
      frame(
          f ->
              new New(
                  f.number(New::first),
                  f.of(New::second, TopologyShapes.PROCESS),
                  f.appended(New::third, Shapes.TEXT, "none"),
                  f.appended(New::fourth, TopologyShapes.PROCESS, OTHER)));

  static List<WireTypes.Member> members() {
    return WireTypes.members().toList();
  }

  @Test
  void appendedFields_areReadPast() {
    byte[] frame = bytesOf(NEW, new New(5, FROM, "more", TO));

    assertThat(read(OLD, frame)).isEqualTo(new Old(5, FROM));
  }

  @Test
  void appendedFields_fromOneWhoDoesNotKnowThem_areTheirDefaults() {
    byte[] frame = bytesOf(OLD, new Old(5, FROM));

    assertThat(read(NEW, frame)).isEqualTo(new New(5, FROM, "none", OTHER));
  }

  @Test
  void message_withFieldsAppendedToIt_isReadAsWeKnowIt() {
    byte[] frame = bytesOf(newerMessages(24), new Envelope(FROM, TO, CONFIRMED));

    assertThat(MessageCodec.decode(frame)).isEqualTo(new Envelope(FROM, TO, CONFIRMED));
  }

  @Test
  void whatFollowsTheProcesses_isReadPast() {
    byte[] frame = MessageCodec.encode(FROM, TO, CONFIRMED);

    byte[] longer = withLength(Arrays.copyOf(frame, frame.length + 9));

    assertThat(MessageCodec.decode(longer).message()).isEqualTo(CONFIRMED);
  }

  @Test
  void newerVersion_isRead() {
    byte[] frame = MessageCodec.encode(FROM, TO, CONFIRMED);
    frame[Integer.BYTES] = (byte) 200;

    assertThat(MessageCodec.decode(frame).message()).isEqualTo(CONFIRMED);
  }

  @Test
  void unknownMessage_isRefusedByItsNumber() {
    byte[] frame = bytesOf(newerMessages(77), new Envelope(FROM, TO, CONFIRMED));

    assertThatThrownBy(() -> MessageCodec.decode(frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("message number 77; known are 1 Beacon, 2 Grants, 20 Call, ");
  }

  @Test
  void unknownFeature_isRefusedByItsName() {
    Output out = new Output();
    int unused = out.skip(Integer.BYTES);
    out.octet(Frame.VERSION);
    out.number(1);
    out.text("batches", 64);

    assertThatThrownBy(() -> MessageCodec.decode(withLength(out.toByteArray())))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("the frame requires [batches]; none are known");
  }

  @Test
  void unknownConstant_isRefusedByItsNumber() {
    byte[] frame = bytesOf(out -> out.number(9));

    assertThatThrownBy(() -> read(frameOf(ResultShapes.VERDICT), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(
            "Verdict number 9; known, counted from 0, are [APPLIED, DECLINED, REFUSED]");
  }

  @ParameterizedTest
  @MethodSource("members")
  void frame_cutAnywhere_isRefused(WireTypes.Member member) {
    Samples samples = new Samples(member.name().hashCode());
    byte[] frame = MessageCodec.encode(FROM, TO, member.message(samples));

    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(WireException.class);
      if (length >= Integer.BYTES) {
        byte[] mended = withLength(cut);
        assertThatThrownBy(() -> MessageCodec.decode(mended)).isInstanceOf(WireException.class);
      }
    }
  }

  @Test
  void recordThatRefusesItsFields_isRefused() {
    byte[] frame =
        bytesOf(
            out -> {
              out.number(-5); // as a life: -7
              out.number(0);
              out.number(0);
            });

    assertThatThrownBy(() -> read(frameOf(OperationShapes.EXPIRY), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("Record: expiry rule: lives of -7, -1 and -1 ms");
  }

  @Test
  void tableWithoutPartitions_isRefused() {
    byte[] frame =
        bytesOf(
            out -> {
              Shapes.UNIQUE.write(new UUID(1, 2), out);
              out.number(0);
            });

    assertThatThrownBy(() -> TableCodec.decode(Payload.of(frame)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("AssignmentTable: assignment table: no partitions");
  }

  @Test
  void moreElementsThanTheBytesLeftCanHold_areRefused() {
    byte[] frame = bytesOf(out -> out.number(1L << 30));

    assertThatThrownBy(() -> read(frameOf(LogShapes.LOG), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("1073741824 elements of at least 1 bytes, where 0 bytes are left");
  }

  @Test
  void processThatTheFrameDoesNotName_isRefused() {
    byte[] frame = bytesOf(out -> out.number(3));

    assertThatThrownBy(() -> read(frameOf(TopologyShapes.PROCESS), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("process 3; the frame names 0 processes, counted from 0");
  }

  @Test
  void textThatIsNotUtf8_isRefused() {
    byte[] frame = bytesOf(out -> out.octets(new byte[] {'a', (byte) 0xC3}));

    assertThatThrownBy(() -> read(frameOf(Shapes.TEXT), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a text of 2 bytes that is not UTF-8");
  }

  @Test
  void bodiesInBodies_areBounded() {
    byte[] frame = bytesOf(out -> open(out, 40));

    assertThatThrownBy(() -> read(frameOf(new Nest()), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a body 33 deep; at most 32 are allowed");
  }

  @Test
  void frameLongerThanAllowed_isNotWritten() {
    Output out = new Output();
    MessageCodec.encode(new Envelope(FROM, TO, CONFIRMED), out);
    int before = out.length();
    Message large = new Answer(1, new RequestId(TO, 1), large(MessageCodec.MOST_BYTES), 1, 1);

    assertThatThrownBy(() -> MessageCodec.encode(new Envelope(FROM, TO, large), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 16777216 are allowed");

    assertThat(out.length()).isEqualTo(before);
  }

  @Test
  void largeTable_fitsWellIntoACell() {
    List<ProcessId> nodes =
        IntStream.range(0, 50)
            .mapToObj(i -> new ProcessId("cache-node-" + i + ".example.org", new UUID(i, i)))
            .toList();
    List<Assignment> assignments =
        IntStream.range(0, 271)
            .mapToObj(i -> List.of(nodes.get(i % 50), nodes.get(i % 49), nodes.get(i % 47)))
            .map(copies -> copies.stream().distinct().toList())
            .map(ForeignFramesTest::longAssignment)
            .toList();

    Payload cell = TableCodec.encode(new AssignmentTable(new UUID(1, 1), assignments));

    assertThat(cell.length()).isLessThan(Cell.Content.MOST_BYTES / 3);
  }

  private static Assignment longAssignment(List<ProcessId> copies) {
    Nonce nonce = new Nonce(-1, -1);
    return new Assignment(99, 1L << 30, 1L << 29, copies.get(0), copies, Optional.of(nonce), nonce);
  }

  private static Result large(int bytes) {
    return new Result.OfFill(new FillAnswer.Present<>(Payload.of(new byte[bytes])));
  }

  /** A body that may hold another one of its kind, as no shape of ours does. */
  private static final class Nest implements Shape<Integer> {
    @Override
    public void write(Integer value, Output out) {}

    @Override
    public Integer read(Input in) {
      int outer = in.openBody();
      int inner = in.remaining() == 0 ? 0 : read(in);
      in.closeBody(outer);
      return inner + 1;
    }

    @Override
    public int leastBytes() {
      return 1;
    }
  }

  private static void open(Output out, int bodies) {
    int start = out.openBody();
    if (bodies > 0) {
      open(out, bodies - 1);
    }
    out.closeBody(start);
  }

  /** The messages as a newer sender knows them: it says one more thing in a confirmation. */
  private static Frame<Envelope> newerMessages(int number) {
    Family<Message> messages =
        Family.<Message>of("message")
            .with(
                number,
                Confirmed.class,
                f -> {
                  Confirmed known =
                      new Confirmed(
                          f.small(Confirmed::partition),
                          f.number(Confirmed::epoch),
                          f.number(Confirmed::round));
                  String unused = f.appended(confirmed -> "more", Shapes.TEXT, "");
                  ProcessId ignored = f.appended(confirmed -> OTHER, TopologyShapes.PROCESS, TO);
                  return known;
                });
    return new Frame<>(
        new Body<>(
            "Envelope",
            f ->
                new Envelope(
                    f.of(Envelope::from, TopologyShapes.PROCESS),
                    f.of(Envelope::to, TopologyShapes.PROCESS),
                    f.of(Envelope::message, messages))));
  }

  private static <T> Frame<T> frame(Form<T> form) {
    return new Frame<>(new Body<>("Record", form));
  }

  private static <T> Frame<T> frameOf(Shape<T> shape) {
    return frame(f -> f.of(Function.identity(), shape));
  }

  private static <T> byte[] bytesOf(Frame<T> frame, T value) {
    Output out = new Output();
    frame.write(value, out);
    return out.toByteArray();
  }

  /** A frame with a content that no shape of ours would write. */
  private static byte[] bytesOf(Consumer<Output> content) {
    Shape<Integer> shape =
        Shapes.shape(
            1,
            (unused, out) -> {
              int start = out.openBody();
              content.accept(out);
              out.closeBody(start);
            },
            Input::small);
    return bytesOf(new Frame<>(shape), 0);
  }

  private static <T> T read(Frame<T> frame, byte[] bytes) {
    return frame.read(bytes, 0, bytes.length);
  }

  /** The same with its length stated right again. */
  private static byte[] withLength(byte[] frame) {
    byte[] mended = frame.clone();
    new Output(mended).fixedInt(frame.length - Integer.BYTES, 0);
    return mended;
  }
}
