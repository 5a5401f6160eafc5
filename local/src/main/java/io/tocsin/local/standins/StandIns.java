package io.tocsin.local.standins;

import io.tocsin.keys.Secret;
import io.tocsin.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The stand-ins behind one port on loopback. */
public final class StandIns implements AutoCloseable {
  private final DiscordStandIn discord;
  private final DiscordApplication application;
  private final SlackStandIn slack;
  private final SlotifyStandIn slotify;
  private final ChainSyncStandIn chainSync;
  private final StandInServer handler;
  private final int port;

  /** Absent while connections are refused. */
  private Optional<LoopbackServer> server;

  private StandIns(
      DiscordStandIn discord,
      DiscordApplication application,
      SlackStandIn slack,
      SlotifyStandIn slotify,
      ChainSyncStandIn chainSync,
      StandInServer handler,
      LoopbackServer server) {
    this.discord = discord;
    this.application = application;
    this.slack = slack;
    this.slotify = slotify;
    this.chainSync = chainSync;
    this.handler = handler;
    this.port = server.port();
    this.server = Optional.of(server);
  }

  /**
   * Starts them on any free port.
   *
   * @throws IOException when there is none
   */
  public static StandIns start(Clock clock, RandomGenerator random) throws IOException {
    DiscordStandIn discord = new DiscordStandIn(clock, random);
    SlackStandIn slack = new SlackStandIn(clock, random);
    DiscordApplication application = new DiscordApplication();
    SlotifyStandIn slotify = new SlotifyStandIn(clock, random);
    ChainSyncStandIn chainSync = new ChainSyncStandIn(clock, random);
    StandInServer handler = new StandInServer(discord, application, slack, slotify, chainSync);
    return new StandIns(
        discord, application, slack, slotify, chainSync, handler, listen(0, handler));
  }

  public DiscordStandIn discord() {
    return discord;
  }

  /** What belongs to an application at Discord: answers to its commands, and the commands. */
  public DiscordApplication application() {
    return application;
  }

  public SlackStandIn slack() {
    return slack;
  }

  public SlotifyStandIn slotify() {
    return slotify;
  }

  public ChainSyncStandIn chainSync() {
    return chainSync;
  }

  /** What {@code SLOTIFY_API_URL} is for the stand-in. */
  public URI slotifyUrl() {
    return URI.create(url() + SlotifyStandIn.PATH);
  }

  /** What {@code CHAINSYNC_API_URL} is for the stand-in. */
  public URI chainSyncUrl() {
    return URI.create(url() + ChainSyncStandIn.PATH);
  }

  /** The pages about what arrived, to be served elsewhere as well. */
  public StandInPages pages() {
    return handler.pages();
  }

  public URI url() {
    return URI.create("http://" + LoopbackServer.HOST + ":" + port);
  }

  /** The address of a Discord webhook; it is made if there is none of that name. */
  public Secret discordUrl(String name, String channel) {
    return Secret.of(url() + discord.webhook(name, channel).reveal());
  }

  /** The address of a Slack webhook; it is made if there is none of that name. */
  public Secret slackUrl(String name) {
    return Secret.of(url() + slack.webhook(name).reveal());
  }

  /**
   * Ends all misbehaviour of Discord, Slotify and ChainSync; requests that hang get no answer any
   * more.
   */
  public synchronized void heal() throws IOException {
    discord.fault(Fault.NONE);
    slotify.fault(ServiceFault.NONE);
    chainSync.fault(ServiceFault.NONE);
    handler.letGo();
    listen();
  }

  /** Refuses connections from now on. */
  public synchronized void refuse() {
    handler.letGo();
    server.ifPresent(LoopbackServer::close);
    server = Optional.empty();
  }

  /** Accepts connections again, on the same port. */
  public synchronized void listen() throws IOException {
    if (server.isEmpty()) {
      server = Optional.of(listen(port, handler));
    }
  }

  private static LoopbackServer listen(int port, StandInServer handler) throws IOException {
    LoopbackServer server = LoopbackServer.start("stand-ins", port);
    server.serve(handler);
    return server;
  }

  @Override
  public void close() {
    refuse();
  }
}
