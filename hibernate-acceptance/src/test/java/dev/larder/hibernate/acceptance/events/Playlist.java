// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.LinkedHashSet;
import java.util.Set;

/** Not versioned: a change of its songs changes no row of its own. */
@Entity
public class Playlist {
  @Id public long id;

  @ElementCollection public Set<String> songs = new LinkedHashSet<>();

  protected Playlist() {}

  /** Not yet stored. */
  public Playlist(long id, String song) {
    this.id = id;
    this.songs.add(song);
  }
}
