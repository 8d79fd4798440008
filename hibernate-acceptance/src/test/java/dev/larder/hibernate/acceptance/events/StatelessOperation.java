// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import org.hibernate.StatelessSession;

/** A change of the row through a stateless session. */
enum StatelessOperation {
  UPDATE("stateless") {
    @Override
    void execute(StatelessSession session, Subject subject) {
      Object row = session.get(subject.type, Scene.ID);
      subject.rewrite(row, outcome);
      session.update(row);
    }
  },
  UPSERT("stateless") {
    @Override
    void execute(StatelessSession session, Subject subject) {
      Object row = session.get(subject.type, Scene.ID);
      subject.rewrite(row, outcome);
      session.upsert(row);
    }
  },
  DELETE(Scene.ABSENT) {
    @Override
    void execute(StatelessSession session, Subject subject) {
      session.delete(session.get(subject.type, Scene.ID));
    }
  },
  DELETE_AND_INSERT("stateless") {
    @Override
    void execute(StatelessSession session, Subject subject) {
      session.delete(session.get(subject.type, Scene.ID));
      session.insert(subject.make(Scene.ID, outcome));
    }
  };

  /** What the row says afterwards. */
  final String outcome;

  StatelessOperation(String outcome) {
    this.outcome = outcome;
  }

  abstract void execute(StatelessSession session, Subject subject);
}
