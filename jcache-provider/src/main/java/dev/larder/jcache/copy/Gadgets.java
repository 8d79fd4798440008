// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import java.io.ObjectInputFilter;
import java.util.List;

/**
 * Classes that attacks on Java deserialization are made of, and that no cached value needs: they
 * call methods, load code or open connections while they are read. The list is short of safety, for
 * nobody knows them all; it stops what public tools make.
 */
final class Gadgets {

  /**
   * Patterns of {@link ObjectInputFilter.Config#createFilter}: {@code **} is a package and those
   * below it; what has no {@code !} in front is let through although a later line forbids it.
   */
  private static final List<String> PATTERNS =
      List.of(
          // The JDK: processes, code, scripts
          "!java.lang.ProcessBuilder*",
          "!java.lang.Runtime",
          "!java.lang.reflect.Method",
          "!java.net.URLClassLoader",
          "!java.beans.EventHandler",
          "!javax.script.**",
          "!com.sun.org.apache.xalan.internal.xsltc.trax.**",
          "!com.sun.org.apache.bcel.internal.util.ClassLoader",
          // The JDK: look-ups and connections
          "!javax.naming.Reference",
          "!javax.naming.LinkRef",
          "!javax.naming.InitialContext",
          "!javax.naming.spi.**",
          "!com.sun.jndi.**",
          "!com.sun.rowset.**",
          "!java.rmi.registry.**",
          "!java.rmi.server.Remote*",
          "!java.rmi.server.Unicast*",
          "!javax.management.remote.**",
          "!sun.rmi.**",
          // The JDK: values that deserialize others past this filter, or call them while read
          "!java.rmi.MarshalledObject",
          "!java.security.SignedObject",
          "!javax.management.BadAttributeValueExpException",
          // Libraries
          "!bsh.**",
          "!ch.qos.logback.core.db.**",
          "!clojure.core$*",
          "!clojure.inspector.**",
          "!com.mchange.**",
          "!com.rometools.rome.feed.impl.**",
          "!com.sun.syndication.feed.impl.**",
          "!com.vaadin.data.util.NestedMethodProperty",
          "!groovy.lang.Closure",
          "org.codehaus.groovy.runtime.GStringImpl",
          "!org.codehaus.groovy.runtime.**",
          "!org.apache.bcel.util.ClassLoader",
          "!org.apache.click.control.**",
          "!org.apache.commons.beanutils.BeanComparator",
          "!org.apache.commons.collections.functors.**",
          "!org.apache.commons.collections4.functors.**",
          "!org.apache.commons.dbcp.**",
          "!org.apache.commons.dbcp2.**",
          "!org.apache.commons.fileupload.disk.**",
          "!org.apache.tomcat.dbcp.**",
          "!org.apache.wicket.util.upload.**",
          "!org.apache.xalan.xsltc.trax.**",
          "!org.apache.xbean.naming.**",
          "!org.jboss.interceptor.**",
          "!org.jboss.weld.interceptor.**",
          "!org.mozilla.javascript.**",
          "!org.python.core.**",
          "!org.springframework.aop.framework.**",
          "!org.springframework.aop.support.**",
          "!org.springframework.aop.target.**",
          "!org.springframework.beans.factory.**",
          "!org.springframework.jndi.**",
          "!org.springframework.transaction.jta.**");

  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(String.join(";", PATTERNS));

  /** Matched once for each class; it holds neither class nor loader. */
  private static final ClassValue<Boolean> FORBIDDEN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return FILTER.checkInput(new Sight(type)) == ObjectInputFilter.Status.REJECTED;
        }
      };

  /** A class by itself, as a filter sees it. */
  private record Sight(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 0;
    }
  }

  private Gadgets() {}

  /** Whether a class, or what an array of it holds, is on the list. */
  static boolean include(Class<?> type) {
    return FORBIDDEN.get(type);
  }
}
