// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.function.BiConsumer;
import org.hibernate.Cache;

/** The ways the evict API is used. */
enum Evicting {
  BOOK((cache, id) -> cache.evictEntityData(Book.class, id)),
  NOTE((cache, id) -> cache.evictEntityData(Note.class, id)),
  TAGS((cache, id) -> cache.evictCollectionData(Book.class.getName() + ".tags", id)),
  BOOKS((cache, id) -> cache.evictEntityData(Book.class)),
  NATURAL_IDS((cache, id) -> cache.evictNaturalIdData(Book.class)),
  REGION((cache, id) -> cache.evictRegion(Book.class.getName())),
  ENTITIES((cache, id) -> cache.evictEntityData()),
  QUERY_RESULTS((cache, id) -> cache.evictQueryRegions()),
  ALL_REGIONS((cache, id) -> cache.evictAllRegions());

  private final BiConsumer<Cache, Long> how;

  Evicting(BiConsumer<Cache, Long> how) {
    this.how = how;
  }

  void run(Cache cache, Subject subject) {
    how.accept(cache, subject.id());
  }
}
