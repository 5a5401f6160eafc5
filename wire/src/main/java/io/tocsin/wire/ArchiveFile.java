package io.tocsin.wire;

import io.tocsin.keeping.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the archive: lines of JSON, compressed, each a piece of one drawer and one day.
 *
 * @param path such as {@code kind=alerts/day=2026-11-21/NAME.json.gz}, the same for every store
 */
public record ArchiveFile(String path, List<Piece> pieces) {
  public ArchiveFile {
    pieces = List.copyOf(pieces);
  }

  /** The files of pieces that are filed under a name. */
  public static List<ArchiveFile> of(String name, List<Piece> pieces) {
    Map<String, List<Piece>> files = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      LocalDate day = LocalDate.ofInstant(piece.at(), ZoneOffset.UTC);
      String path = "kind=" + piece.drawer().word() + "/day=" + day + "/" + name + ".json.gz";
      files.computeIfAbsent(path, any -> new ArrayList<>()).add(piece);
    }
    return files.entrySet().stream()
        .map(file -> new ArchiveFile(file.getKey(), file.getValue()))
        .toList();
  }

  /** The file as it is kept: the same pieces give the same bytes. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (Piece piece : pieces) {
        zip.write((PieceJson.write(piece) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory could not be written to", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a file as it is kept.
   *
   * @throws IOException when it is damaged
   * @throws InvalidJsonException when a line in it is none of the archive's
   */
  public static ArchiveFile read(String path, byte[] bytes)
      throws IOException, InvalidJsonException {
    List<Piece> pieces = new ArrayList<>();
    try (InputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        pieces.add(PieceJson.read(line));
      }
    }
    return new ArchiveFile(path, pieces);
  }
}
