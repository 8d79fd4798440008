// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder that holds the database; one dictionary at a time has it, until its process ends. */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "dictionary.lock";
  private static final String ADDRESS_FILE = "address";

  private final Path path;
  private final FileLock lock;

  private DataFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Says that another dictionary has the folder. */
  public static final class Taken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    private Taken(Path folder) {
      super("another dictionary has the folder " + folder);
      this.folder = folder;
    }

    /** The folder that was asked for. */
    public Path folder() {
      return folder;
    }
  }

  /** Takes the folder, which is made if it is not there. */
  public static DataFolder take(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = lock(channel);
    if (lock.isEmpty()) {
      channel.close();
      throw new Taken(path);
    }
    return new DataFolder(path, lock.get());
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldInThisProcess) {
      return Optional.empty();
    }
  }

  /** The address that the folder's dictionary announced; empty before it did. */
  public static Optional<String> announcedAddress(Path path) throws IOException {
    Path file = path.resolve(ADDRESS_FILE);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Tells others who want this folder where its dictionary is. */
  public void announce(String address) throws IOException {
    Files.writeString(path.resolve(ADDRESS_FILE), address + System.lineSeparator());
  }

  /** A file in the folder. */
  public Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path.resolve(ADDRESS_FILE));
    lock.channel().close();
  }
}
