package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStackTest {

  @Test
  void whatExpiresIsFiledInABucketOfItsOwnByAFunctionThatMayDoNothingElse(@TempDir Path folder)
      throws Exception {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    Template template = Template.of(folder, props -> props.archived(true));

    Resource bucket = template.only("AWS::S3::Bucket");
    assertEquals("Retain", bucket.whole().get("DeletionPolicy"));
    assertEquals("", bucket.at("VersioningConfiguration"));
    assertEquals(true, bucket.at("PublicAccessBlockConfiguration", "BlockPublicPolicy"));
    assertTrue(bucket.at("BucketEncryption").toString().contains("AES256"));
    assertTrue(
        template
            .only("AWS::S3::BucketPolicy")
            .at("PolicyDocument")
            .toString()
            .contains("aws:SecureTransport=false"));

    Set<Object> actions =
        template.rights("archive").stream()
            .flatMap(statement -> Template.list(Template.at(statement, "Action")).stream())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:PutObject",
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
            "sqs:SendMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl"),
        actions);
    assertEquals(Set.of("TOCSIN_ARCHIVE_BUCKET"), template.variables("archive").keySet());

    Resource mapping =
        template.all("AWS::Lambda::EventSourceMapping").stream()
            .filter(each -> each.id().startsWith("tocsinarchive"))
            .findFirst()
            .orElseThrow();
    assertEquals(true, mapping.at("BisectBatchOnFunctionError"));
    assertTrue(
        mapping.at("DestinationConfig", "OnFailure").toString().contains("deadletters"),
        "what the stream forgets is known there");
    Object filter =
        Template.at(Template.list(mapping.at("FilterCriteria", "Filters")).get(0), "Pattern");
    for (String part :
        List.of(
            "\"eventName\":[\"REMOVE\"]",
            "\"type\":[\"Service\"]",
            "\"principalId\":[\"dynamodb.amazonaws.com\"]")) {
      assertTrue(String.valueOf(filter).contains(part), filter.toString());
    }
  }
}
