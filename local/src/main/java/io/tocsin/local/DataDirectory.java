package io.tocsin.local;

import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where everything is kept. Only its owner may read it, since it holds secrets; only one process
 * uses it at a time.
 */
final class DataDirectory implements AutoCloseable {
  private static final String KEY_FILE = "key";
  private static final String SEALING_FILE = "sealing-key";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the directory, or makes it.
   *
   * @throws MendableException when it cannot be written or another process uses it
   */
  static DataDirectory open(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(whole)) {
        Files.createDirectories(whole, privately(whole, "rwx------"));
      }
      return new DataDirectory(whole, lock(whole));
    } catch (IOException e) {
      throw new MendableException(
          "The data directory "
              + whole
              + " cannot be used ("
              + e.getMessage()
              + "). Choose one"
              + " that you may write to with --data DIR.",
          e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> held;
    try {
      held = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      held = Optional.empty();
    }
    if (held.isEmpty()) {
      channel.close();
      throw new MendableException(
          "The data directory "
              + path
              + " is in use by another Tocsin. Stop that one, or choose"
              + " another directory with --data DIR.",
          null);
    }
    return channel;
  }

  Path path() {
    return path;
  }

  Path tables() {
    return path.resolve("tables.mv");
  }

  /** Where what has expired goes. */
  Path archive() {
    return path.resolve("archive");
  }

  Path queues() {
    return path.resolve("queues");
  }

  /** The key made here, if there is one. */
  static Optional<LocalKey> key(Path directory) {
    Path file = directory.resolve(KEY_FILE);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      Map<String, String> lines =
          Files.readAllLines(file).stream()
              .map(line -> line.split("=", 2))
              .filter(parts -> parts.length == 2)
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
      return LocalKey.from(lines).map(key -> new LocalKey(key.id(), key.secret(), true));
    } catch (IOException e) {
      throw new MendableException("The key in " + file + " cannot be read.", e);
    }
  }

  /** The key made here; it is made now if there is none. */
  LocalKey key(SecureRandom random) {
    return key(path).orElseGet(() -> makeKey(random));
  }

  private LocalKey makeKey(SecureRandom random) {
    LocalKey key = new LocalKey("cm_" + hex(random, 8), Secret.of(hex(random, 32)), true);
    List<String> lines =
        List.of(LocalKey.ID + "=" + key.id(), LocalKey.SECRET + "=" + key.secret().reveal(), "");
    write(KEY_FILE, String.join("\n", lines));
    return key;
  }

  /** What secrets in the tables are sealed with, in Base64; it is made now if there is none. */
  Secret sealingKey(SecureRandom random) {
    Path file = path.resolve(SEALING_FILE);
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[AesGcmSealer.KEY_LENGTH];
        random.nextBytes(key);
        write(SEALING_FILE, Base64.getEncoder().encodeToString(key));
      }
      return Secret.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new MendableException("The sealing key in " + file + " cannot be read.", e);
    }
  }

  /** Writes a file whole or not at all, and for its owner alone. */
  private void write(String name, String text) {
    try {
      Path draft = path.resolve(name + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(draft, privately(path, "rw-------"));
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new MendableException("The file " + path.resolve(name) + " cannot be written.", e);
    }
  }

  /** Permissions, where the file system knows them. */
  private static FileAttribute<?>[] privately(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static String hex(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new MendableException("The data directory could not be let go of.", e);
    }
  }
}
