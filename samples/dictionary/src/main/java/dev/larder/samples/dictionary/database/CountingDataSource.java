// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that counts each statement run; a batch counts once for each of its entries. */
final class CountingDataSource extends DelegatingDataSource {
  private final StatementCount count;

  CountingDataSource(DataSource target, StatementCount count) {
    super(target);
    this.count = count;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return counting(Connection.class, new Opening(super.getConnection(), count));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return counting(Connection.class, new Opening(super.getConnection(user, password), count));
  }

  private static <T> T counting(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  /** Hands out statements that are counted. */
  private record Opening(Connection target, StatementCount count) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object result = call(target, method, arguments);
      if (result instanceof Statement statement) {
        Class<?> type = method.getReturnType();
        return counting(type, new Running(statement, count));
      }
      return result;
    }
  }

  /** Counts what is run. */
  private record Running(Statement target, StatementCount count) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object result = call(target, method, arguments);
      if (method.getName().startsWith("execute")) {
        count.add(statements(method, result));
      }
      return result;
    }

    private static long statements(Method method, @Nullable Object result) {
      return switch (method.getName()) {
        case "executeBatch" -> result instanceof int[] entries ? entries.length : 0;
        case "executeLargeBatch" -> result instanceof long[] entries ? entries.length : 0;
        default -> 1;
      };
    }
  }
}
