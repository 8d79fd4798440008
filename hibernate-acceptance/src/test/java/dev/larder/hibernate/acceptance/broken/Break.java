// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.broken;

import dev.larder.hibernate.acceptance.races.OpenChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** The ways the end of a transaction breaks. */
enum Break {
  COMMIT_REFUSED("commit", Reached.NEVER, OpenChange::commit) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext("commit", connection -> lost());
    }
  },
  COMMIT_DONE_BUT_ANSWER_LOST("commit", Reached.ALWAYS, OpenChange::commit) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext(
          "commit",
          connection -> {
            connection.commit();
            lost();
          });
    }
  },
  COMMIT_DONE_BUT_CONNECTION_GONE("commit", Reached.ALWAYS, OpenChange::commit) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext(
          "commit",
          connection -> {
            connection.commit();
            connection.close();
            lost();
          });
    }
  },
  CONNECTION_GONE_AT_COMMIT("commit", Reached.NEVER, OpenChange::commit) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext(
          "commit",
          connection -> {
            connection.close(); // H2 rolls back
            connection.commit();
          });
    }
  },
  COMMIT_REFUSED_AND_ROLLBACK_TOO("commit", Reached.NEVER, OpenChange::commit) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext("commit", connection -> lost());
      database.atNext("rollback", Break::rollBackAndLoseTheAnswer);
    }
  },
  ROLLBACK_DONE_BUT_ANSWER_LOST("rollback", Reached.NEVER, OpenChange::rollBack) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext("rollback", Break::rollBackAndLoseTheAnswer);
    }
  },
  CONNECTION_GONE_AT_ROLLBACK("rollback", Reached.NEVER, OpenChange::rollBack) {
    @Override
    void prepare(BreakableDatabase database) {
      database.atNext(
          "rollback",
          connection -> {
            connection.close(); // H2 rolls back
            connection.rollback();
          });
    }
  };

  private final String method;
  private final Reached reached;
  private final Consumer<OpenChange> end;

  Break(String method, Reached reached, Consumer<OpenChange> end) {
    this.method = method;
    this.reached = reached;
    this.end = end;
  }

  /** Whether the change is in the database afterwards. */
  private enum Reached {
    NEVER,
    ALWAYS
  }

  /** The connection's method that breaks first. */
  String method() {
    return method;
  }

  /** Makes the database break. */
  abstract void prepare(BreakableDatabase database);

  /** Ends a transaction, which fails. */
  void end(OpenChange change) {
    end.accept(change);
  }

  /** Whether the change is in the database afterwards. */
  boolean reachesTheDatabase() {
    return reached == Reached.ALWAYS;
  }

  private static void rollBackAndLoseTheAnswer(Connection connection) throws SQLException {
    connection.rollback();
    lost();
  }

  private static void lost() throws SQLException {
    throw new SQLException("the test has cut the line", "08006");
  }
}
