package io.tocsin.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.architecture.Sources.Source;
import io.tocsin.aws.cloudwatch.EmbeddedMetrics;
import io.tocsin.aws.dynamodb.Table;
import io.tocsin.aws.kms.KmsSealer;
import io.tocsin.config.DefaultRouting;
import io.tocsin.infra.Endpoint;
import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.OwnMetrics;
import io.tocsin.infra.Packages;
import io.tocsin.infra.TableSchema;
import io.tocsin.infra.TocsinProps;
import io.tocsin.ingest.api.ApiDocument;
import io.tocsin.model.ModelPanel;
import io.tocsin.watch.Metric;
import io.tocsin.wire.Wire;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the stack makes is what the functions use. No stack is made for that. */
class DeploymentTest {
  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:TOCSIN|WEBHOOK|DISCORD|SLOTIFY|CHAINSYNC)_[A-Z]+(?:_[A-Z]+)*\\b");
  private static final Pattern PATH = Pattern.compile("\"(/[a-z0-9/{}_.-]+)\"");

  /** Those that functions are made of. */
  private static final Set<String> MODULES =
      Set.of("aws", "config", "dispatch-fn", "ingest-fn", "mail", "model", "scheduler-fn");

  /** Any name may be given as a secret, and these are. Nobody sets the others in an account. */
  private static final Set<String> NOT_NAMED_IN_INFRA =
      Set.of(
          "TOCSIN_LOCAL",
          "TOCSIN_AWS_ENDPOINT_SQS",
          "TOCSIN_AWS_ENDPOINT_DYNAMODB",
          "TOCSIN_AWS_ENDPOINT_KMS",
          "DISCORD_API_URL",
          "DISCORD_BOT_TOKEN");

  @ParameterizedTest
  @EnumSource
  void everyHandlerIsThere(FunctionRole function) throws ReflectiveOperationException {
    Class<?> handler = Class.forName(function.handler(), false, getClass().getClassLoader());
    assertTrue(
        RequestHandler.class.isAssignableFrom(handler)
            || RequestStreamHandler.class.isAssignableFrom(handler),
        handler + " is nothing that Lambda can call");
    assertEquals(0, handler.getConstructor().getParameterCount(), "Lambda makes it without help");
  }

  @Test
  void tablesAreTheAdaptersTables() {
    assertTable(Table.KEYS, TableSchema.KEYS);
    assertTable(Table.OUTBOX, TableSchema.OUTBOX);
    assertTable(Table.HISTORY, TableSchema.HISTORY);
    assertEquals(Table.TTL, TableSchema.TTL);
    assertEquals(Table.SILENCES, TableSchema.SILENCES);
    assertEquals(Table.MEETINGS_DUE, TableSchema.MEETINGS_DUE);
    assertEquals(Table.REPORT, TableSchema.REPORT);
    assertEquals(Table.COUNTED, TableSchema.COUNTED);
    assertEquals(Table.quota(ModelPanel.ALLOWANCE), TableSchema.MODEL_REQUESTS);
    assertEquals(KmsSealer.CONTEXT, TableSchema.SEALED_FOR);
  }

  @Test
  void theGatewayLetsThroughWhatIngestAnswers() {
    Set<String> answered = found(PATH, Sources.java("ingest-fn/src/main/"));
    assertEquals(
        Endpoint.ALL.stream().map(Endpoint::path).collect(Collectors.toCollection(TreeSet::new)),
        answered,
        "Endpoint.ALL and the paths in ingest-fn differ");
  }

  @Test
  void theApisDocumentHasWhatTheGatewayLetsThrough() {
    Set<Endpoint> documented = new HashSet<>();
    Object document = new Load(LoadSettings.builder().build()).loadFromString(ApiDocument.text());
    members(members(document).get("paths"))
        .forEach(
            (path, methods) ->
                members(methods)
                    .keySet()
                    .forEach(
                        method ->
                            documented.add(
                                new Endpoint(
                                    String.valueOf(method).toUpperCase(Locale.ROOT),
                                    String.valueOf(path)))));
    assertEquals(
        Set.copyOf(Endpoint.ALL),
        documented,
        "Endpoint.ALL and the controllers of ingest-fn differ");
  }

  private static Map<?, ?> members(Object yaml) {
    return (Map<?, ?>) yaml;
  }

  @Test
  void everyVariableThatIsReadIsSetAndDescribed() {
    Set<String> read = new TreeSet<>();
    for (String module : MODULES) {
      read.addAll(found(VARIABLE, Sources.java(module + "/src/main/")));
    }
    assertFalse(read.isEmpty());
    Set<String> set = new TreeSet<>(found(VARIABLE, Sources.java("infra/src/main/")));
    set.addAll(NOT_NAMED_IN_INFRA);
    Set<String> unset = new TreeSet<>(read);
    unset.removeAll(set);
    unset.removeIf(name -> name.startsWith("DISCORD_WEBHOOK"));
    assertEquals(Set.of(), unset, "let infra set it: see its Variables");

    Set<String> undescribed = new TreeSet<>(read);
    undescribed.removeAll(found(VARIABLE, Sources.ending("configuration.md")));
    undescribed.removeIf(name -> name.startsWith("DISCORD_WEBHOOK"));
    assertEquals(Set.of(), undescribed, "describe it in docs/configuration.md");
  }

  /** Those that infra sets by itself are named where it looks for none. */
  @Test
  void everyVariableThatIsSetIsRead() {
    Set<String> read = new TreeSet<>();
    for (String module : MODULES) {
      read.addAll(found(VARIABLE, Sources.java(module + "/src/main/")));
    }
    Set<String> unread = new TreeSet<>(found(VARIABLE, Sources.java("infra/src/main/")));
    unread.removeAll(read);
    // Any webhook may be a secret; docs tell of this one.
    unread.removeIf(name -> name.startsWith("DISCORD_WEBHOOK"));
    assertEquals(Set.of(), unread, "no function reads it; let infra not set it");
  }

  /** As they are really written, or alarms and dashboard would ask for what is not there. */
  @Test
  void metricsAreWrittenAsAlarmsAskForThem() {
    List<String> lines = new ArrayList<>();
    EmbeddedMetrics metrics =
        new EmbeddedMetrics(lines::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    metrics.note(Metric.LANES_FAILING, 1, List.of("discord"));
    metrics.flush();
    JsonNode line = Wire.read(lines.get(0), JsonNode.class);
    JsonNode written = line.at("/_aws/CloudWatchMetrics/0");
    assertEquals(OwnMetrics.NAMESPACE, written.at("/Namespace").asText());
    assertEquals(
        List.of(OwnMetrics.SERVICE, "channel"),
        List.of(written.at("/Dimensions/0/0").asText(), written.at("/Dimensions/0/1").asText()));
    assertEquals(2, written.at("/Dimensions/0").size());
    assertEquals("lanes_failing", written.at("/Metrics/0/Name").asText());
    assertEquals(OwnMetrics.TOCSIN, line.at("/" + OwnMetrics.SERVICE).asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLOTIFY_API_URL", "TOCSIN_MEETING_MAIL_FROM"})
  void whereTheDefaultRoutesLeadToMeetingsTheStackHasThemMade(String variable) {
    Function<String, Optional<String>> given =
        name -> Optional.of("given").filter(value -> name.equals(variable));
    assertFalse(DefaultRouting.from(given).routes().isEmpty());
    TocsinProps.Builder props = TocsinProps.of(Packages.builtIn(Sources.ROOT, "0.1.0"), "0.1.0");
    assertFalse(props.build().meets());
    assertTrue(props.settings(Map.of(variable, "given")).build().meets());
  }

  private static void assertTable(Table adapters, TableSchema stacks) {
    assertEquals(text(adapters.partition()), text(stacks.partition()));
    assertEquals(text(adapters.sort()), text(stacks.sort()));
    assertEquals(
        adapters.indexes().stream().map(index -> text(index)).toList(),
        stacks.indexes().stream().map(index -> text(index)).toList());
  }

  private static String text(Table.Index index) {
    return index.name() + text(index.partition()) + text(index.sort()) + index.whole();
  }

  private static String text(TableSchema.Index index) {
    return index.name() + text(index.partition()) + text(index.sort()) + index.whole();
  }

  private static String text(Table.Attribute attribute) {
    return attribute.name() + Optional.of(attribute.isText());
  }

  private static String text(TableSchema.Attribute attribute) {
    return attribute.name() + Optional.of(attribute.isText());
  }

  private static Set<String> found(Pattern pattern, Iterable<Source> sources) {
    Set<String> found = new TreeSet<>();
    for (Source source : sources) {
      for (String line : source.lines()) {
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
          found.add(matcher.group(matcher.groupCount()));
        }
      }
    }
    return found;
  }
}
