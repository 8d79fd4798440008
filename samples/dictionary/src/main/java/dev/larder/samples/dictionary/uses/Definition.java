// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;
import java.util.List;

/** What a synset means, with sentences that show it. */
public record Definition(int synset, String text, List<String> examples) implements Serializable {}
