// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of a manager's caches live, as its URI says.
 *
 * <pre>
 *  larder:local, larder:local/&lt;name&gt;      the heap of this JVM
 *  larder:member/&lt;cluster&gt;              this JVM is a node of the cluster
 *  larder://host:port+host:port/&lt;cluster&gt; a client of dedicated nodes
 *  any URL, such as file:... or jar:...    the heap of this JVM; the URL names a properties file
 * </pre>
 */
public final class Topology {
  /** The heap of this JVM. */
  public static final URI DEFAULT = URI.create("larder:local");

  private static final String SCHEME = "larder";

  /** With {@code :} as {@code .} a URI must be a legal JMX value: Micrometer makes a name of it. */
  private static final Pattern REFUSED = Pattern.compile("[,=?*\"\\s]");

  private Topology() {}

  /**
   * Refuses a URI that names no topology, or one whose module is not on the class path.
   *
   * @return the properties file that the URI names; {@code null} if it names none
   * @throws CacheException if it is refused; says what is allowed
   */
  public static @Nullable URL fileOf(URI uri) {
    if (!SCHEME.equals(uri.getScheme())) {
      return fileNamedBy(uri);
    }
    String text = uri.toString();
    if (REFUSED.matcher(text).find() || text.contains("#")) {
      throw new CacheException(
          "URI " + text + ": a Larder URI names a topology; it has no , = ? * # or blanks");
    }
    String rest = uri.getRawSchemeSpecificPart();
    if (rest.equals("local") || rest.startsWith("local/")) {
      return null;
    }
    if (rest.startsWith("//")) {
      throw missingModule(text, "larder-client");
    }
    if (rest.startsWith("member/")) {
      throw missingModule(text, "larder-node");
    }
    throw new CacheException(
        "URI "
            + text
            + ": no such topology; use larder:local, larder:local/<name>, larder:member/<cluster>"
            + " or larder://host:port+host:port/<cluster>");
  }

  private static CacheException missingModule(String text, String artifact) {
    return new CacheException(
        "URI "
            + text
            + " needs a module that is not on the class path; add the dependency dev.larder:"
            + artifact);
  }

  private static URL fileNamedBy(URI uri) {
    try {
      return uri.toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new CacheException(
          "URI "
              + uri
              + ": use larder:local, larder:local/<name>, another Larder URI, or the URL of a"
              + " properties file",
          e);
    }
  }
}
