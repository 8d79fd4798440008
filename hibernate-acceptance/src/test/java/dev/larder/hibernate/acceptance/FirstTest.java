// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.shop.Book;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** Does it work at all? */
class FirstTest {

  @Test
  void find_aSecondTime_needsNoStatement() {
    try (Stage stage = Stage.of(AccessType.READ_WRITE)) {
      stage.write(session -> session.persist(new Book(1, "Walden")));
      stage.write(session -> session.find(Book.class, 1L).title = "Walden Two");

      assertThat(stage.isCached(Book.class, 1L)).isTrue();
      assertThat(stage.read(session -> session.find(Book.class, 1L)).title).isEqualTo("Walden Two");
    }
  }
}
