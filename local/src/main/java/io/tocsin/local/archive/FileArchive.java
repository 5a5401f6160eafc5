package io.tocsin.local.archive;

import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Filed;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Piece.Drawer;
import io.tocsin.local.store.StoreException;
import io.tocsin.wire.ArchiveFile;
import io.tocsin.wire.InvalidJsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The archive in a folder, laid out as in S3. A file is written under another name, forced to the
 * disk, and renamed, so that it is there whole or not at all.
 */
public final class FileArchive implements Archive, Filed {
  private static final String ENDING = ".json.gz";

  private final Path folder;

  public FileArchive(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void file(String name, List<Piece> pieces) {
    ArchiveFile.of(name, pieces).forEach(this::write);
  }

  /**
   * The files of a drawer with the days of a time, each read when it is asked for.
   *
   * @param to the first time that is too late
   */
  public Stream<ArchiveFile> files(Drawer drawer, Instant from, Instant to) {
    String kind = "kind=" + drawer.word() + "/day=";
    String first = kind + LocalDate.ofInstant(from, ZoneOffset.UTC);
    String last = kind + LocalDate.ofInstant(to, ZoneOffset.UTC) + "/~";
    return paths().stream()
        .filter(path -> name(path).compareTo(first) >= 0 && name(path).compareTo(last) < 0)
        .map(this::read);
  }

  @Override
  public synchronized int forget(String owner, Set<String> alertIds, Set<String> meetingIds) {
    Belongings belongings = new Belongings(owner, alertIds, meetingIds);
    List<Path> paths = paths();
    for (Path path : paths) {
      belongings.learn(read(path));
    }
    int taken = 0;
    // The alerts' own files last: they tell what belongs to them.
    for (boolean alerts : List.of(false, true)) {
      for (Path path : paths) {
        if (name(path).startsWith("kind=alerts/") == alerts) {
          taken += takeOut(read(path), belongings);
        }
      }
    }
    return taken;
  }

  private int takeOut(ArchiveFile file, Belongings belongings) {
    List<Piece> left = file.pieces().stream().filter(piece -> !belongings.have(piece)).toList();
    int taken = file.pieces().size() - left.size();
    if (taken > 0 && left.isEmpty()) {
      delete(folder.resolve(file.path()));
    } else if (taken > 0) {
      write(new ArchiveFile(file.path(), left));
    }
    return taken;
  }

  private List<Path> paths() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, 3)) {
      return all.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new StoreException("the archive in " + folder + " cannot be listed", e);
    }
  }

  private ArchiveFile read(Path path) {
    try {
      return ArchiveFile.read(name(path), Files.readAllBytes(path));
    } catch (IOException | InvalidJsonException e) {
      throw new StoreException("the file " + path + " of the archive cannot be read", e);
    }
  }

  private String name(Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  private void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StoreException("the file " + path + " of the archive cannot be deleted", e);
    }
  }

  private void write(ArchiveFile file) {
    Path path = folder.resolve(file.path());
    Path day = Optional.ofNullable(path.getParent()).orElse(folder);
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.createDirectories(day);
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(day);
    } catch (IOException e) {
      throw new StoreException("the file " + path + " of the archive cannot be written", e);
    }
  }

  /** So that the name is on the disk as well, where a folder can be forced there. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system opens folders; it then sees to that itself.
      return;
    }
  }
}
