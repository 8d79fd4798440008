// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.management.BadAttributeValueExpException;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Java serialization by a given loader and under filters. */
class JavaSerializerTest {

  private static final ClassLoader LOADER = Fixtures.class.getClassLoader();

  private final JavaSerializer serializer = JavaSerializer.standard();

  /** A key as Spring's: its hash is transient and computed again. */
  private static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Object[] parts;
    private transient int hash;

    Key(Object... parts) {
      this.parts = parts.clone();
      this.hash = List.of(parts).hashCode();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      hash = List.of(parts).hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && List.of(parts).equals(List.of(key.parts));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A value as Spring's: there is one of it. */
  private static final class Nothing implements Serializable {
    private static final long serialVersionUID = 1L;

    static final Nothing INSTANCE = new Nothing();

    private Object readResolve() {
      return INSTANCE;
    }
  }

  /** An interface that only this package sees. */
  interface Greeting {
    String greet();
  }

  /** Answers each call with one text. */
  private record Constant(String answer) implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return answer;
    }
  }

  @Test
  void roundTrip_readObjectAndReadResolve_run() throws Exception {
    Key key = new Key("a", 1);

    assertThat(roundTrip(key)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(roundTrip(Nothing.INSTANCE)).isSameAs(Nothing.INSTANCE);
    assertThat(Fixtures.keeper().keepKey(key)).isEqualTo(key);
  }

  @Test
  void roundTrip_commonValues_areEqual() throws Exception {
    for (Object value :
        List.of(
            new Fixtures.Plain("t", 1, 2L),
            Fixtures.Shelf.LOWER,
            ZonedDateTime.now(ZoneOffset.UTC),
            List.of(int.class, void.class, int[].class, Fixtures.Bean[].class),
            Map.of("k", new Fixtures.Bean("x")))) {
      assertThat(roundTrip(value)).isEqualTo(value);
    }
  }

  @Test
  void roundTrip_proxies_areFoundByTheLoader() throws Exception {
    Constant handler = new Constant("hello");
    Object hidden = Proxy.newProxyInstance(LOADER, new Class<?>[] {Greeting.class}, handler);
    Object open = Proxy.newProxyInstance(LOADER, new Class<?>[] {CharSequence.class}, handler);

    assertThat(((Greeting) roundTrip(hidden)).greet()).isEqualTo("hello");
    assertThat(roundTrip(open)).isInstanceOf(CharSequence.class);
  }

  @Test
  void keep_classThatAGivenFilterRejects_isRefusedEachTime() {
    ObjectInputFilter filter =
        ObjectInputFilter.Config.createFilter("!" + Fixtures.Plain.class.getName());
    Keeper keeper = Keeper.byValue("books", JavaSerializer.filteredBy(filter), () -> LOADER);

    assertThat(keeper.give(keeper.keep(new Fixtures.Bean("a")))).isEqualTo(new Fixtures.Bean("a"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> keeper.keep(new Fixtures.Bean(new Fixtures.Plain("t", 1, 2L))))
          .isInstanceOf(CacheException.class)
          .hasCauseInstanceOf(InvalidClassException.class)
          .hasMessageContainingAll(
              "cache books",
              Fixtures.Bean.class.getName(),
              "filter",
              Fixtures.Plain.class.getName());
    }
  }

  /** What attacks are made of, as far as the JDK has it: values, and names of classes. */
  static Stream<Arguments> gadgets() throws Exception {
    return Stream.of(
        Arguments.of(new Reference("x"), Reference.class.getName()),
        Arguments.of(new BadAttributeValueExpException("x"), "BadAttributeValueExpException"),
        Arguments.of(new Fixtures.Bean(new Reference("x")), Reference.class.getName()),
        Arguments.of(new Fixtures.Bean(new Reference[0]), Reference.class.getName()),
        Arguments.of(new Fixtures.Bean(ProcessBuilder.class), "java.lang.ProcessBuilder"),
        Arguments.of(
            new Fixtures.Bean(Class.forName("com.sun.rowset.JdbcRowSetImpl")), "JdbcRowSetImpl"));
  }

  @ParameterizedTest
  @MethodSource("gadgets")
  void keep_classThatAttacksUse_isRefusedThoughItsHolderWasKeptBefore(Object value, String named) {
    Keeper keeper = Fixtures.keeper();
    Object kept = keeper.keep(new Fixtures.Bean("harmless"));

    assertThatThrownBy(() -> keeper.keep(value))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", named, "attacks", "setSerializerFactory");
    assertThat(keeper.give(kept)).isEqualTo(new Fixtures.Bean("harmless"));
  }

  @ParameterizedTest
  @MethodSource("gadgets")
  void deserialize_classThatAttacksUse_isRejectedByName(Object value, String named)
      throws Exception {
    byte[] bytes = JavaSerializer.filteredBy(seen -> Status.UNDECIDED).serialize(value);

    assertThatThrownBy(() -> serializer.deserialize(bytes, LOADER))
        .isInstanceOf(InvalidClassException.class)
        .hasMessageContainingAll(named, "attacks");
  }

  @Test
  void filteredBy_filterThatAllowsIt_keepsWhatIsRefusedOtherwise() {
    JavaSerializer own = JavaSerializer.filteredBy(seen -> Status.ALLOWED);
    Keeper keeper = Keeper.byValue("books", own, () -> LOADER);

    assertThat(keeper.give(keeper.keep(new Reference("x")))).isEqualTo(new Reference("x"));
  }

  @Test
  void deserialize_deeperThanTheLimit_isRejected() throws Exception {
    Object nested = "end";
    for (int i = 0; i < 200; i++) {
      nested = new Object[] {nested};
    }
    JavaSerializer shallow =
        JavaSerializer.filteredBy(ObjectInputFilter.Config.createFilter("maxdepth=100"));
    byte[] bytes = serializer.serialize(nested);

    assertThatThrownBy(() -> shallow.deserialize(bytes, LOADER))
        .isInstanceOf(InvalidClassException.class);
    assertThat(serializer.deserialize(bytes, LOADER)).isInstanceOf(Object[].class);
  }

  @Test
  void deserialize_damagedBytes_isAnIoException() throws Exception {
    byte[] bytes = serializer.serialize(new Fixtures.Bean("x"));
    byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);

    assertThatThrownBy(() -> serializer.deserialize(cut, LOADER)).isInstanceOf(IOException.class);
  }

  /** What runs in a JVM of its own, since a JVM takes its filter once. */
  static final class FilteredJvm {

    private FilteredJvm() {}

    public static void main(String[] arguments) {
      Keeper keeper = Fixtures.keeper();
      keeper.keep(new Fixtures.Bean("allowed"));
      try {
        keeper.keep(new Fixtures.Bean(new Fixtures.Plain("t", 1, 2L)));
      } catch (CacheException e) {
        System.out.print(e.getCause() instanceof InvalidClassException ? "refused" : e.toString());
      }
    }
  }

  @Test
  void keep_classThatTheJvmsFilterRejects_isRefused() throws Exception {
    Process jvm =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Djdk.serialFilter=!" + Fixtures.Plain.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                FilteredJvm.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("refused");
  }

  private Object roundTrip(Object value) throws Exception {
    return serializer.deserialize(serializer.serialize(value), LOADER);
  }
}
