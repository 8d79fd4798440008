// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import java.io.Serializable;
import java.util.Comparator;
import org.hibernate.SharedSessionContract;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.AbstractClassJavaType;
import org.hibernate.type.descriptor.java.MutabilityPlan;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;

/** Tells Hibernate of labels; what only caches need of them fails while there is trouble. */
@SuppressWarnings("serial") // the comparator is not
final class LabelType extends AbstractClassJavaType<Label> {
  private static final long serialVersionUID = 1;

  /** Labels never change; taking them apart is what a cache does. */
  private static final class Plan implements MutabilityPlan<Label> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean isMutable() {
      return false;
    }

    @Override
    public Label deepCopy(Label value) {
      return value;
    }

    @Override
    public Serializable disassemble(Label value, SharedSessionContract session) {
      Trouble.throwIfAny();
      return value;
    }

    @Override
    public Label assemble(Serializable cached, SharedSessionContract session) {
      return (Label) cached;
    }
  }

  /** Made by Hibernate. */
  LabelType() {
    super(Label.class, new Plan(), Comparator.comparing(Label::text));
  }

  @Override
  public JdbcType getRecommendedJdbcType(JdbcTypeIndicators context) {
    return VarcharJdbcType.INSTANCE;
  }

  @Override
  public <X> X unwrap(Label value, Class<X> type, WrapperOptions options) {
    return value == null ? null : type.cast(value.text());
  }

  @Override
  public <X> Label wrap(X value, WrapperOptions options) {
    return value == null || value instanceof Label ? (Label) value : new Label((String) value);
  }
}
