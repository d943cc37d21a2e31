/** A hospital and a device of it for tests of whole gateways. */
package org.wardgate.integration.site;
