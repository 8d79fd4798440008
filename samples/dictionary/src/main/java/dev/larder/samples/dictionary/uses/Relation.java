// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;
import java.util.List;

/** Words that stand in one relation to another, the most usual first, and how many there are. */
public record Relation(String name, List<String> words, int total) implements Serializable {}
