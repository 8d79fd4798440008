// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SynchronizeableQuery;
import org.junit.jupiter.params.provider.Arguments;

/** A statement that changes rows past the session's entities. */
enum BulkStatement {
  HQL_UPDATE("bulk") {
    @Override
    MutationQuery query(SharedSessionContract session, Subject subject) {
      return session.createMutationQuery(
          "update %s set %s = 'bulk'".formatted(subject.table(), subject.column));
    }
  },
  HQL_DELETE(Scene.ABSENT) {
    @Override
    MutationQuery query(SharedSessionContract session, Subject subject) {
      return session.createMutationQuery("delete from " + subject.table());
    }
  },
  CRITERIA_UPDATE("bulk") {
    @Override
    MutationQuery query(SharedSessionContract session, Subject subject) {
      return criteriaUpdate(session, subject, subject.type);
    }
  },
  NATIVE_WITH_ITS_ENTITY("bulk") {
    @Override
    MutationQuery query(SharedSessionContract session, Subject subject) {
      MutationQuery query = NATIVE_WITHOUT_ANY_ENTITY.query(session, subject);
      ((SynchronizeableQuery) query).addSynchronizedEntityClass(subject.type);
      return query;
    }
  },
  NATIVE_WITHOUT_ANY_ENTITY("bulk") {
    @Override
    MutationQuery query(SharedSessionContract session, Subject subject) {
      return session.createNativeMutationQuery(
          "update %s set %s = 'bulk'".formatted(subject.table(), subject.column));
    }
  };

  /** What the row says after the statement. */
  final String outcome;

  BulkStatement(String outcome) {
    this.outcome = outcome;
  }

  /** Each on each entity under each strategy. */
  static Stream<Arguments> cases() {
    return Case.all()
        .flatMap(given -> Stream.of(values()).map(statement -> Arguments.of(given, statement)));
  }

  abstract MutationQuery query(SharedSessionContract session, Subject subject);

  void execute(SharedSessionContract session, Subject subject) {
    query(session, subject).executeUpdate();
  }

  private static <T> MutationQuery criteriaUpdate(
      SharedSessionContract session, Subject subject, Class<T> type) {
    CriteriaUpdate<T> update = session.getCriteriaBuilder().createCriteriaUpdate(type);
    update.from(type);
    update.set(subject.column, "bulk");
    return session.createMutationQuery(update);
  }
}
