// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of one cache that say which class cannot be copied and what to do about it.
 *
 * <p>They name classes, never keys or values.
 */
record Refusals(String cacheName) {

  /** A user's {@code writeObject} may put anything into the message: only a name is passed on. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{javaJavaIdentifierPart}.\\[;/]{1,300}");

  private static final String WAY_OUT =
      "set a copier or a serializer for this cache, or store by reference"
          + " (setStoreByValue(false))";

  CacheException notSerializable(Class<?> type, NotSerializableException cause) {
    String named = cause.getMessage();
    String inner = named != null && CLASS_NAME.matcher(named).matches() ? named : type.getName();
    String holds = inner.equals(type.getName()) ? "it" : "it holds a " + inner + ", which";
    return refused(
        type,
        holds
            + " is not Serializable; let "
            + inner
            + " implement java.io.Serializable, "
            + WAY_OUT,
        cause);
  }

  CacheException notSerialized(Class<?> type, Throwable cause) {
    if (cause instanceof RejectedClassException rejected) {
      return refused(type, rejected.told(), rejected);
    }
    return refused(
        type,
        "its serialization failed with " + cause.getClass().getName() + "; " + WAY_OUT,
        cause);
  }

  /** A value that could be written but not read back, found out before anything was stored. */
  CacheException notReadableBack(Class<?> type, Throwable cause) {
    return refused(
        type,
        "what its serialization wrote cannot be read back ("
            + reason(cause)
            + "); correct that, "
            + WAY_OUT,
        cause);
  }

  CacheException unreadable(Throwable cause) {
    return new CacheException(
        "cache " + cacheName + ": a stored value cannot be read back: " + reason(cause), cause);
  }

  CacheException loaderGone() {
    return new CacheException(
        "cache "
            + cacheName
            + ": the class loader of its manager is gone, so serialized values have no classes;"
            + " keep a reference to the loader while the manager is open");
  }

  CacheException cycle(Class<?> type) {
    return refused(
        type,
        "it refers back to itself, but an object of this class is complete only after what it"
            + " refers to; break the cycle, "
            + WAY_OUT,
        null);
  }

  CacheException tooDeep(Class<?> type) {
    return refused(
        type,
        "its objects are nested too deep for a copy (at most "
            + Walk.MAX_DEPTH
            + " levels, fewer where the thread's stack is small); nest less, "
            + WAY_OUT,
        null);
  }

  CacheException brokenRecord(Class<?> type, Throwable cause) {
    return refused(
        type,
        "its canonical constructor does not accept copies of its own components and throws "
            + cause.getClass().getName()
            + "; correct it, "
            + WAY_OUT,
        cause);
  }

  CacheException copierFailed(Class<?> type, Throwable cause) {
    return new CacheException(
        "cache "
            + cacheName
            + ": the copier failed on a "
            + type.getName()
            + " with "
            + cause.getClass().getName()
            + "; let it copy every value that is stored",
        cause);
  }

  CacheException copierGaveNull(Class<?> type) {
    return new CacheException(
        "cache "
            + cacheName
            + ": the copier gave null for a "
            + type.getName()
            + "; let it give a value that is not null");
  }

  CacheException keyNotByValue(Class<?> type) {
    return new CacheException(
        "cache "
            + cacheName
            + ": a key of class "
            + type.getName()
            + " is not equal to a copy of itself, so it could never be found again; give the class"
            + " equals and hashCode by value, use another key class, or store by reference"
            + " (setStoreByValue(false))");
  }

  CacheException unweighable(Class<?> type) {
    return new CacheException(
        "cache "
            + cacheName
            + ": the size of a "
            + type.getName()
            + " is unknown, so the bound maximum-bytes cannot be kept; set a "
            + Weigher.class.getName()
            + " for this cache, or bound it by maximum-size");
  }

  private CacheException refused(Class<?> type, String reason, @Nullable Throwable cause) {
    String message =
        "cache "
            + cacheName
            + ": an object of class "
            + type.getName()
            + " cannot be copied: "
            + reason;
    return new CacheException(message, cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof ClassNotFoundException) {
      return "the manager's class loader does not find a class of it";
    }
    if (cause instanceof RejectedClassException rejected) {
      return rejected.told();
    }
    if (cause instanceof InvalidClassException) {
      return "a deserialization filter or its limits rejected it, or a class changed";
    }
    return cause.getClass().getName();
  }
}
