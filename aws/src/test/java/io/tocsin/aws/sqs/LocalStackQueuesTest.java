package io.tocsin.aws.sqs;

import io.tocsin.aws.LocalStack;
import io.tocsin.aws.LocalStackExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("localstack")
@ExtendWith(LocalStackExtension.class)
class LocalStackQueuesTest extends QueuesContract {
  LocalStackQueuesTest(LocalStack stack) {
    super(stack.sqs());
  }
}
