package io.tocsin.local.queues;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that a process had received and not deleted when it died. Only one process at a time
 * has the files, so whoever opens them knows that nobody works on these messages any more, and need
 * not wait until their visibility timeouts end. How often they were received stays counted.
 */
final class InFlight {
  /** ElasticMQ's tables, one for each queue. */
  private static final String TABLES =
      "SELECT table_name FROM information_schema.tables"
          + " WHERE table_schema = 'PUBLIC' AND table_name LIKE 'MESSAGE!_%' ESCAPE '!'";

  private InFlight() {}

  /**
   * Makes them visible at once. Messages that were sent with a delay and that nobody received yet
   * stay held back.
   *
   * @param storage where H2 keeps them, as a JDBC address
   * @throws IllegalStateException when the files cannot be opened
   */
  static void giveBack(String storage) {
    try (Connection connection = DriverManager.getConnection(storage, "", "")) {
      for (String table : tables(connection)) {
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE \""
                    + table
                    + "\" SET next_delivery = created WHERE received IS NOT NULL")) {
          update.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the queues' files cannot be opened", e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TABLES);
        ResultSet found = select.executeQuery()) {
      List<String> tables = new ArrayList<>();
      while (found.next()) {
        tables.add(found.getString(1));
      }
      return tables;
    }
  }
}
