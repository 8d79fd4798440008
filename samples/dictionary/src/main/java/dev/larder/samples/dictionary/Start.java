// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import dev.larder.samples.dictionary.database.DataFolder;
import dev.larder.samples.dictionary.load.DictionaryLoad;
import java.io.IOException;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the page is, as soon as it answers, and then sees to it that there are words. */
@Component
@Lazy(false)
class Start {
  private final DataFolder folder;
  private final DictionaryLoad load;
  private final ObjectProvider<SessionFactory> sessions;
  private final boolean terminal;

  Start(
      DataFolder folder,
      DictionaryLoad load,
      ObjectProvider<SessionFactory> sessions,
      @Value("${dictionary.terminal}") boolean terminal) {
    this.folder = folder;
    this.load = load;
    this.sessions = sessions;
    this.terminal = terminal;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) throws IOException {
    var environment = event.getApplicationContext().getEnvironment();
    String port = environment.getRequiredProperty("local.server.port");
    String address = "http://127.0.0.1:" + port + "/";
    folder.announce(address);
    System.out.println("  page   " + address + "   (Ctrl-C ends it)");
    var bar = new ProgressBar(System.out, terminal);
    var thread = new Thread(() -> load.run(bar::show), "load");
    thread.setDaemon(true);
    thread.start();
    // Hibernate starts while the words load, not while the first reader waits.
    sessions.getObject();
  }
}
