package io.tocsin.local.cli;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Rulebook;
import io.tocsin.config.InvalidRulesException;
import io.tocsin.config.RuleFile;
import io.tocsin.config.Rules;
import io.tocsin.ingest.format.AlertFile;
import io.tocsin.local.MendableException;
import io.tocsin.meeting.Briefing;
import io.tocsin.meeting.BriefingNotes;
import io.tocsin.meeting.DiscordForm;
import io.tocsin.meeting.HtmlForm;
import io.tocsin.meeting.MarkdownForm;
import io.tocsin.meeting.Urgency;
import io.tocsin.wire.Details;
import io.tocsin.wire.InvalidJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code tocsin analyse}.
 *
 * @param in what is read when the file is {@code -}
 */
record Analyse(Surroundings surroundings, InputStream in) {
  private static final String STDIN = "-";
  private static final int LARGEST = 256 * 1024;

  /** In what markup the briefing is printed. */
  enum Form {
    markdown,
    html,
    discord
  }

  int run(String file, Optional<Path> rules, Optional<Path> config, boolean model, Form form) {
    Instant now = surroundings.clock().instant();
    Alert alert = alert(file, now);
    Rulebook book = book(rules, config.or(surroundings::config));
    Circumstances circumstances = Circumstances.of(alert, Details.flat(alert.details()), now);
    Panel panel = model ? AskedModel.of(surroundings).panel(book) : Panel.of(book);
    Analysis analysis = panel.analyse(circumstances);
    Urgency urgency = Urgency.of(circumstances, analysis);
    Briefing briefing = new BriefingNotes(circumstances, analysis, urgency).write(List.of());
    PrintStream out = surroundings.out();
    out.println(
        "Urgency: "
            + urgency.level()
            + " ("
            + urgency.level().score()
            + "), "
            + urgency.level().respondWithin());
    urgency.reasons().forEach(reason -> out.println("  " + reason));
    out.println();
    print(briefing, form, out);
    return 0;
  }

  private static void print(Briefing briefing, Form form, PrintStream out) {
    switch (form) {
      case markdown -> {
        out.println(briefing.title());
        out.println();
        out.print(MarkdownForm.of(briefing));
      }
      case html -> out.print(HtmlForm.of(briefing));
      case discord -> {
        DiscordForm parts = DiscordForm.of(briefing);
        out.println(parts.title());
        out.println(parts.description());
        parts.fields().forEach(field -> out.println("\n" + field.name() + "\n" + field.value()));
      }
    }
  }

  private Alert alert(String file, Instant now) {
    try {
      return AlertFile.read(text(file), now);
    } catch (InvalidJsonException e) {
      String name = file.equals(STDIN) ? "The input" : file;
      throw new MendableException(name + " holds no alert: " + e.getMessage(), e);
    }
  }

  private String text(String file) {
    try (InputStream from = file.equals(STDIN) ? in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = from.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new MendableException("An alert has at most " + LARGEST + " bytes; this is more.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MendableException("There is no readable file " + file + ".", e);
    }
  }

  /** Those that Tocsin brings, those that {@code tocsin.yml} names, and those named here. */
  private static Rulebook book(Optional<Path> named, Optional<Path> config) {
    List<RuleFile> own = new ArrayList<>();
    try {
      config
          .map(ConfigFile::read)
          .flatMap(TeamRules::folder)
          .map(RuleFile::in)
          .ifPresent(own::addAll);
      named.map(RuleFile::in).ifPresent(own::addAll);
      return Rules.with(own);
    } catch (InvalidRulesException e) {
      throw new MendableException("The rules have mistakes:\n" + e.getMessage(), e);
    }
  }
}
