// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an enum: a number, given here and not by the order in which the enum happens to name
 * its constants.
 */
final class Choice<E extends Enum<E>> implements Shape<E> {
  private final List<E> byNumber;

  private Choice(List<E> byNumber) {
    this.byNumber = byNumber;
  }

  /** All constants, in the order of their numbers, which begin at 0. New ones come last. */
  @SafeVarargs
  static <E extends Enum<E>> Choice<E> of(E... inOrder) {
    List<E> constants = new ArrayList<>();
    for (E constant : inOrder) {
      constants.add(constant);
    }
    return new Choice<>(List.copyOf(constants));
  }

  List<E> constants() {
    return byNumber;
  }

  @Override
  public void write(E value, Output out) {
    out.number(byNumber.indexOf(value));
  }

  @Override
  public E read(Input in) {
    long number = in.number();
    if (number < 0 || number >= byNumber.size()) {
      throw in.refusal(
          byNumber.get(0).getDeclaringClass().getSimpleName()
              + " number "
              + Long.toUnsignedString(number)
              + "; known, counted from 0, are "
              + byNumber);
    }
    return byNumber.get((int) number);
  }

  @Override
  public int leastBytes() {
    return 1;
  }
}
