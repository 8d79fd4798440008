// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One cache, and tenants that never see each other in it. */
class TenantTest {
  private final CurrentTenant tenant = new CurrentTenant();
  private TenantDatabases databases;

  @BeforeEach
  void openTheDatabases() {
    assumeThat(Stage.JTA).as("these databases take part in no JTA transaction").isFalse();
    databases = new TenantDatabases();
  }

  @AfterEach
  void closeTheDatabases() {
    if (databases != null) {
      databases.close();
    }
  }

  @EveryStrategy
  void find_ofOneIdByTwoTenants_seesTheOwnRow(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      assertThat(read(stage, "a")).isEqualTo(Reading.cached("of a"));
      assertThat(read(stage, "b")).isEqualTo(Reading.cached("of b"));
    }
  }

  @EveryWritableStrategy
  void update_ofOneTenant_leavesTheOthersEntry(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      tenant.is("a");
      stage.write(session -> session.find(Note.class, 1L).text = "new");

      assertThat(read(stage, "b")).isEqualTo(Reading.cached("of b"));
      assertThat(read(stage, "a").value()).isEqualTo("new");
      assertThat(read(stage, "a")).isEqualTo(Reading.cached("new"));
    }
  }

  @EveryStrategy
  void delete_ofOneTenant_leavesTheOthersEntry(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      tenant.is("a");
      stage.write(session -> session.remove(session.find(Note.class, 1L)));

      assertThat(read(stage, "b")).isEqualTo(Reading.cached("of b"));
      assertThat(read(stage, "a").value()).isEqualTo(Scene.ABSENT);
    }
  }

  @EveryStrategy
  void evict_byId_reachesEveryTenant(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      databases.execute("update Note set text = 'behind'");

      stage.factory.getCache().evictEntityData(Note.class, 1L);

      assertThat(read(stage, "a")).isEqualTo(Reading.loaded("behind"));
      assertThat(read(stage, "b")).isEqualTo(Reading.loaded("behind"));
      assertThat(read(stage, "a")).isEqualTo(Reading.cached("behind"));
    }
  }

  @EveryStrategy
  void contains_byId_isTrueWhileATenantHoldsIt(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      boolean before = stage.factory.getCache().containsEntity(Note.class, 1L);

      stage.factory.getCache().evictEntityData(Note.class, 1L);

      assertThat(before).isTrue();
      assertThat(stage.factory.getCache().containsEntity(Note.class, 1L)).isFalse();
      assertThat(stage.factory.getCache().containsEntity(Note.class, 2L)).isFalse();
    }
  }

  @EveryStrategy
  void evict_ofTheClass_reachesEveryTenant(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      databases.execute("update Note set text = 'behind'");

      stage.factory.getCache().evictEntityData(Note.class);

      assertThat(read(stage, "a")).isEqualTo(Reading.loaded("behind"));
      assertThat(read(stage, "b")).isEqualTo(Reading.loaded("behind"));
    }
  }

  @EveryStrategy
  void hqlUpdate_ofOneTenant_isSeenByItAlone(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      tenant.is("a");
      stage.write(session -> BulkStatement.HQL_UPDATE.execute(session, Subject.NOTE));

      assertThat(read(stage, "a").value()).isEqualTo("bulk");
      assertThat(read(stage, "b").value()).isEqualTo("of b");
      assertThat(read(stage, "a")).isEqualTo(Reading.cached("bulk"));
    }
  }

  @EveryWritableStrategy
  void query_ofTwoTenants_tellsEachItsOwn(AccessType strategy) {
    try (Stage stage = databasePerTenant(strategy)) {
      inEach(each -> stage.read(QueryKind.SCALAR::results));

      tenant.is("a");
      assertThat(Reading.of(stage, QueryKind.SCALAR::results))
          .isEqualTo(Reading.cached(List.of("of a")));
      stage.write(session -> session.find(Note.class, 1L).text = "new");

      assertThat(Reading.of(stage, QueryKind.SCALAR::results).value()).containsExactly("new");
      tenant.is("b");
      assertThat(Reading.of(stage, QueryKind.SCALAR::results).value()).containsExactly("of b");
    }
  }

  @EveryStrategy
  void discriminator_ofAnotherTenant_hidesACachedRow(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      tenant.is("b");
      boolean seenByOther = stage.read(session -> session.find(Guest.class, 1L) != null);

      tenant.is("a");
      assertThat(seenByOther).isFalse();
      assertThat(Reading.of(stage, TenantTest::guest)).isEqualTo(Reading.cached("Anna"));
    }
  }

  @EveryStrategy
  void discriminator_evictedById_isLoadedAgain(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      stage.sql("update Guest set name = 'behind'");

      stage.factory.getCache().evictEntityData(Guest.class, 1L);

      assertThat(Reading.of(stage, TenantTest::guest)).isEqualTo(Reading.loaded("behind"));
    }
  }

  @EveryStrategy
  void discriminator_askedById_isContained(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      assertThat(stage.factory.getCache().containsEntity(Guest.class, 1L)).isTrue();
    }
  }

  @EveryWritableStrategy
  void discriminator_updated_isSeen(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      stage.write(session -> session.find(Guest.class, 1L).name = "Anne");

      assertThat(Reading.of(stage, TenantTest::guest).value()).isEqualTo("Anne");
      assertThat(Reading.of(stage, TenantTest::guest)).isEqualTo(Reading.cached("Anne"));
    }
  }

  @EveryWritableStrategy
  void discriminator_updatedByTheRootTenant_isSeenByItsOwn(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      tenant.is(CurrentTenant.ROOT);
      stage.write(session -> session.find(Guest.class, 1L).name = "Anne");

      tenant.is("a");
      assertThat(Reading.of(stage, TenantTest::guest).value()).isEqualTo("Anne");
      assertThat(Reading.of(stage, TenantTest::guest)).isEqualTo(Reading.cached("Anne"));
    }
  }

  @EveryStrategy
  void discriminator_deletedByTheRootTenant_isGoneForItsOwn(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      tenant.is(CurrentTenant.ROOT);
      stage.write(session -> session.remove(session.find(Guest.class, 1L)));

      tenant.is("a");
      boolean isThere = stage.read(session -> session.find(Guest.class, 1L) != null);
      assertThat(isThere).isFalse();
    }
  }

  @EveryWritableStrategy
  void discriminator_updatedAfterTheRootTenantReadIt_isSeenByThat(AccessType strategy) {
    try (Stage stage = discriminated(strategy)) {
      tenant.is(CurrentTenant.ROOT);
      stage.read(TenantTest::guest);
      stage.read(TenantTest::guest);

      tenant.is("a");
      stage.write(session -> session.find(Guest.class, 1L).name = "Anne");

      tenant.is(CurrentTenant.ROOT);
      assertThat(stage.read(TenantTest::guest)).isEqualTo("Anne");
    }
  }

  private Stage databasePerTenant(AccessType strategy) {
    return Stage.empty(strategy)
        .entity(Note.class)
        .with("hibernate.multi_tenant_connection_provider", databases)
        .with("hibernate.tenant_identifier_resolver", tenant)
        .with("hibernate.hbm2ddl.auto", "none")
        .open()
        .set(
            stage ->
                inEach(
                    each -> {
                      stage.write(session -> session.persist(new Note(1, "of " + each)));
                      read(stage, each);
                      assertThat(read(stage, each).fromCache()).isTrue();
                    }));
  }

  private Stage discriminated(AccessType strategy) {
    tenant.is("a");
    return Stage.empty(strategy)
        .entity(Guest.class)
        .with("hibernate.tenant_identifier_resolver", tenant)
        .open()
        .set(
            stage -> {
              stage.write(session -> session.persist(new Guest(1, "Anna")));
              stage.read(TenantTest::guest);
              assertThat(Reading.of(stage, TenantTest::guest).fromCache()).isTrue();
            });
  }

  private void inEach(Consumer<String> work) {
    for (String each : List.of("a", "b")) {
      tenant.is(each);
      work.accept(each);
    }
  }

  private Reading<String> read(Stage stage, String who) {
    tenant.is(who);
    return Reading.of(stage, session -> Subject.NOTE.text(session, 1).orElse(Scene.ABSENT));
  }

  private static String guest(Session session) {
    return session.find(Guest.class, 1L).name;
  }
}
