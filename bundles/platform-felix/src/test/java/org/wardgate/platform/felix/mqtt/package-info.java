/** Tests of the MQTT cloud link, against a real broker where one is installed. */
@NullMarked
package org.wardgate.platform.felix.mqtt;

import org.jspecify.annotations.NullMarked;
