package io.tocsin.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./tocsin package}: writes a {@link Distribution}. */
public final class PackageCommand {
  private static final String USAGE =
      """
      Usage: tocsin package [OPTION]...
      Writes all that it takes to deploy with CloudFormation into a folder: docs/deploy.md.

        --out DIR                   where to; default: dist
        --config FILE               a tocsin.yml, which travels as a layer
        --set NAME=VALUE            a variable of docs/configuration.md; any number of them
        --secret NAME               a variable that is a member of the secret; any number of them.
                                    Default: WEBHOOK_API_KEY, WEBHOOK_SECRET_KEY, and what the file
                                    refers to, or without one DISCORD_WEBHOOK_GENERAL
        --kms-key none|new|ARN      what encrypts, and seals API keys; default: new
        --alarm-mail ADDRESS        who is told of alarms; any number of them
        --source ARN                a topic of SNS whose messages are alerts; any number of them
        --topic ARN                 a topic that alerts may be published to; any number of them
        --mail-from IDENTITY        an identity of SES that mail may come from; any number of them
        --keys-table NAME           a table that is there already, in place of the stack's own
        --outbox-table NAME         the same for what waits
        --history-stream ARN        the same for the history, by the ARN of the table's stream
        --archive                   files what expires of the history in a bucket: docs/archive.md
        --domain NAME               a name of one's own for the API, with
        --certificate ARN           its certificate
        --drainers NUMBER           how many lanes are drained at a time; default: 10
        --memory FUNCTION=MIB       such as drain=2048; any number of them
        --reserved FUNCTION=NUMBER  of the account's concurrent invocations, such as drain=20
        --vpc ID                    a VPC that functions run in, with
        --subnet ID                 its subnets; any number of them
        --security-group ID         and groups of yours; default: one each that lets everything out
        --silent-for MINUTES        an alarm when nothing was delivered for so long, 5 to 180
        --permissions-boundary ARN  a policy that no role goes beyond
        --role-path PATH            the path of the roles
        --tag NAME=VALUE            any number of them
        --logs-kept DAYS            default: 30
      """;

  private static final String VERSION = "0.1.0";

  private PackageCommand() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      run(choice(arguments));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** What the words choose. */
  static PackageChoice choice(String... arguments) {
    return new PackageChoice(PackageArguments.read(USAGE, arguments), VERSION);
  }

  private static void run(PackageChoice choice) throws IOException {
    Path folder = choice.folder();
    for (String name : choice.distribution().write(folder)) {
      Path file = folder.resolve(name);
      System.out.println(file + "  " + Files.size(file));
      if (name.endsWith(".json") && Files.size(file) > Distribution.LARGEST_TEMPLATE) {
        System.out.println("The template needs a bucket: aws cloudformation deploy --s3-bucket …");
      }
    }
  }
}
