// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import java.util.List;

/** Everything the page shows about a tag, and how it was come by. */
public record TagLookUp(
    Lines.Tagged tag, List<Lines.Listed> latest, Mode cache, List<Step> steps) {}
