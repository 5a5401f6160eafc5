package io.tocsin.scheduler;

import io.tocsin.alert.EventId;
import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Expired;
import io.tocsin.keeping.Piece;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files what the history's stream tells of as expired. */
@Singleton
final class ArchiveIntake {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveIntake.class);

  private final Expired expired;
  private final Archive archive;

  ArchiveIntake(Expired expired, Archive archive) {
    this.expired = expired;
    this.archive = archive;
  }

  /**
   * Files a batch.
   *
   * @param sequence the sequence number of its first record: the same batch has the same name
   * @return how many pieces of the history were in it
   */
  int file(String sequence, List<Map<String, String>> items) {
    List<Piece> pieces = items.stream().flatMap(item -> expired.piece(item).stream()).toList();
    long unreadable = pieces.stream().filter(Piece.OfUnreadable.class::isInstance).count();
    if (unreadable > 0) {
      LOG.error(
          "{} of {} pieces cannot be read; they are filed as they are", unreadable, pieces.size());
    }
    if (!pieces.isEmpty()) {
      archive.file(sequence + "-" + EventId.digest(new TreeMap<>(items.get(0)).toString()), pieces);
    }
    return pieces.size();
  }
}
