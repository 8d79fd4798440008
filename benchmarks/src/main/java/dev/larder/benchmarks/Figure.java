// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the report: an operation under one set of conditions.
 *
 * @param withMaps whether bare maps are measured beside the providers
 */
record Figure(
    String title, String operation, int threads, Map<String, String> parameters, boolean withMaps) {
  static final Figure GET = onMaps("get", "get", 1);
  static final Figure GET_TWO_THREADS = onMaps("get, 2 threads", "get", 2);
  static final Figure GET_COUNTED =
      with("get, statistics on", "get", "statistics", Statistics.ON.name());
  static final Figure GET_MORTAL =
      with("get, 10-minute life", "get", "life", Life.TEN_MINUTES.name());
  static final Figure PUT = onMaps("put", "put", 1);
  static final Figure MIXED = onMaps("95 get / 5 put", "mixed", 1);
  static final Figure INVOKE = onMaps("invoke", "invoke", 1);
  static final Figure GET_ALL = onMaps("getAll of 16", "getAll", 1);
  static final Figure GET_TEXT = byValue("get by value, String", "get", Values.TEXT);
  static final Figure GET_RECORD =
      byValue("get by value, record of immutables", "get", Values.RECORD);
  static final Figure GET_WIDE_RECORD =
      byValue("get by value, record of 10", "get", Values.WIDE_RECORD);
  static final Figure GET_BEAN = byValue("get by value, bean", "get", Values.BEAN);
  static final Figure PUT_BEAN = byValue("put by value, bean", "put", Values.BEAN);

  static final List<Figure> ALL =
      List.of(
          GET,
          GET_TWO_THREADS,
          GET_COUNTED,
          GET_MORTAL,
          PUT,
          MIXED,
          INVOKE,
          GET_ALL,
          GET_TEXT,
          GET_RECORD,
          GET_WIDE_RECORD,
          GET_BEAN,
          PUT_BEAN);

  private static Figure onMaps(String title, String operation, int threads) {
    return new Figure(title, operation, threads, Map.of(), true);
  }

  private static Figure with(String title, String operation, String parameter, String value) {
    return new Figure(title, operation, 1, Map.of(parameter, value), false);
  }

  private static Figure byValue(String title, String operation, Values values) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("storage", Storage.BY_VALUE.name());
    parameters.put("values", values.name());
    return new Figure(title, operation, 1, parameters, false);
  }
}
