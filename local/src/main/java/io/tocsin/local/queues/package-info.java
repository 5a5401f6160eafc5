/** The queues on one machine: ElasticMQ in this process, its messages on disk. */
@NullMarked
package io.tocsin.local.queues;

import org.jspecify.annotations.NullMarked;
