// SPDX-License-Identifier: Apache-2.0

package dev.larder.tck;

import javax.cache.annotation.BeanProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The TCK's beans, intercepted by Spring; the TCK finds it as a service. */
public final class SpringBeanProvider implements BeanProvider {
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext(BlogApplication.class);

  @Override
  public <T> T getBeanByType(Class<T> type) {
    return spring.getBean(type);
  }
}
