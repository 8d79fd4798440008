// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserVersionType;

/**
 * Tells Hibernate of revisions; comparing them fails while there is trouble. What 6.6 asks for and
 * what 7 asks for are both here, so some of it overrides nothing.
 */
@SuppressWarnings({"MissingOverride", "removal", "deprecation"})
final class RevisionType implements UserVersionType<Revision> {

  /** Made by Hibernate. */
  RevisionType() {}

  @Override
  public int compare(Revision one, Revision other) {
    Trouble.throwIfAny();
    return Long.compare(one.number(), other.number());
  }

  @Override
  public Revision seed(SharedSessionContractImplementor session) {
    return new Revision(0);
  }

  @Override
  public Revision next(Revision current, SharedSessionContractImplementor session) {
    return new Revision(current.number() + 1);
  }

  @Override
  public int getSqlType() {
    return Types.BIGINT;
  }

  @Override
  public Class<Revision> returnedClass() {
    return Revision.class;
  }

  @Override
  public boolean equals(Revision one, Revision other) {
    return Objects.equals(one, other);
  }

  @Override
  public int hashCode(Revision revision) {
    return Objects.hashCode(revision);
  }

  public Revision nullSafeGet(
      ResultSet rows, int position, SharedSessionContractImplementor session, Object owner)
      throws SQLException {
    return read(rows, position);
  }

  public Revision nullSafeGet(ResultSet rows, int position, WrapperOptions options)
      throws SQLException {
    return read(rows, position);
  }

  private static Revision read(ResultSet rows, int position) throws SQLException {
    long number = rows.getLong(position);
    return rows.wasNull() ? null : new Revision(number);
  }

  public void nullSafeSet(
      PreparedStatement statement,
      Revision value,
      int position,
      SharedSessionContractImplementor session)
      throws SQLException {
    write(statement, value, position);
  }

  public void nullSafeSet(
      PreparedStatement statement, Revision value, int position, WrapperOptions options)
      throws SQLException {
    write(statement, value, position);
  }

  private static void write(PreparedStatement statement, Revision value, int position)
      throws SQLException {
    if (value == null) {
      statement.setNull(position, Types.BIGINT);
    } else {
      statement.setLong(position, value.number());
    }
  }

  @Override
  public Revision deepCopy(Revision value) {
    return value;
  }

  @Override
  public boolean isMutable() {
    return false;
  }

  @Override
  public Serializable disassemble(Revision value) {
    return value;
  }

  @Override
  public Revision assemble(Serializable cached, Object owner) {
    return (Revision) cached;
  }
}
