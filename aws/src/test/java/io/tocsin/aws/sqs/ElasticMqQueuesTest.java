package io.tocsin.aws.sqs;

import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.ElasticMqExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ElasticMqExtension.class)
class ElasticMqQueuesTest extends QueuesContract {
  ElasticMqQueuesTest(ElasticMq queues) {
    super(queues.client());
  }
}
